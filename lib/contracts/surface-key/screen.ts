import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import {
  changedKeys,
  changeOfMany,
  isOneChange,
  keyScreens,
  ONE_CHANGE,
  revocationOfMany,
  revokedKeys,
} from "@/lib/contracts/key/screen";
import { ofSurface } from "@/lib/contracts/product/fields";
import { perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { ofSurfaceKey, surfaceKeyContracts, surfaceKeys, surfaceKeyView } from "./contracts";

/** A capability as its surface shows it. */
const capability = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string().nullable(),
  /** Whether it can be called: neither the capability nor its endpoint is off. */
  enabled: z.boolean(),
});

export type SurfaceKeyCapability = z.output<typeof capability>;

export const callableCapability = capability.extend({
  /** The JSON Schema of its input, for a first call that it takes; null when it has none. */
  parametersSchema: z.unknown(),
});

export type CallableCapability = z.output<typeof callableCapability>;

const shown = surfaceKeyView.extend({
  /** What it may call, in the order of the surface; empty unless it is scoped. */
  capabilities: z.array(capability),
  mintedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Its customer by the name that screens show. */
  holder: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether its customer took it by a claim link, so that nobody else was shown it. */
  claimed: z.boolean(),
});

export const surfaceKeyScreens = {
  ...keyScreens({
    resource: surfaceKeys,
    name: "surfaceKey",
    within: ofSurface,
    one: ofSurfaceKey,
    query: surfaceKeyContracts.list.input,
    shown,
  }),

  /** What a new key of a surface can be given. */
  form: defineContract({
    ...surfaceKeys.read("surfaceKey.form"),
    input: z.strictObject(ofSurface),
    output: z.object({
      capabilities: z.array(callableCapability),
      /** The usual one. */
      environment: z.enum(ENVIRONMENTS),
      /** What a key gets when nobody says; null is none. */
      limits: z.object(perWindow("defaultPer", SURFACE_WINDOWS, () => z.int().nullable())),
    }),
  }),

  updateMany: defineContract({
    ...surfaceKeys.write("surfaceKey.updateMany"),
    input: z.strictObject({ ...ofSurface, ...changeOfMany }).refine(isOneChange, ONE_CHANGE),
    output: changedKeys,
  }),

  revokeMany: defineContract({
    ...surfaceKeys.write("surfaceKey.revokeMany"),
    input: z.strictObject({ ...ofSurface, ...revocationOfMany }),
    output: revokedKeys,
  }),
};

export type SurfaceKeyTable = z.output<typeof surfaceKeyScreens.table.output>;

export type SurfaceKeyRow = SurfaceKeyTable["keys"][number];

export type SurfaceKeyForm = z.output<typeof surfaceKeyScreens.form.output>;

export type SurfaceKeyOverview = z.output<typeof surfaceKeyScreens.overview.output>;
