import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  changedKeys,
  changeOfMany,
  decisionCount,
  isOneChange,
  keyActivity,
  keyDecisions,
  keyFirstUse,
  keyIds,
  keySelection,
  keyTable,
  ONE_CHANGE,
  requestsLast7Days,
  revocationOfMany,
  revokedKeys,
} from "@/lib/contracts/key/screen";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { listSurfaceKeysContract, onSurface, onSurfaceKey, surfaceKeyView } from "./contracts";

const keys = resource("Surface Keys", "SURFACE_KEYS");

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

const callable = capability.extend({
  /** The JSON Schema of its input, for a first call that it takes; null when it has none. */
  parametersSchema: z.unknown(),
});

export type CallableCapability = z.output<typeof callable>;

const shown = surfaceKeyView.extend({
  /** What it may call, in the order of the surface; empty unless it is scoped. */
  capabilities: z.array(capability),
  mintedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});

export const surfaceKeyTableContract = defineContract({
  ...keys.read("surfaceKey.table"),
  input: listSurfaceKeysContract.input,
  output: keyTable(shown.extend({ requestsLast7Days })),
});

export type SurfaceKeyTable = z.output<typeof surfaceKeyTableContract.output>;

export type SurfaceKeyRow = SurfaceKeyTable["keys"][number];

/** What a new key of a surface can be given. */
export const surfaceKeyFormContract = defineContract({
  ...keys.read("surfaceKey.form"),
  input: z.strictObject(onSurface),
  output: z.object({
    surface: z.object({ id: z.string(), name: z.string() }),
    capabilities: z.array(callable),
    environments: z.object({
      offered: z.array(z.enum(ENVIRONMENTS)),
      proposed: z.enum(ENVIRONMENTS),
    }),
    /** What a key gets when nobody says; null is none. */
    limits: z.object({
      defaultPerMinute: z.int().nullable(),
      defaultPerDay: z.int().nullable(),
    }),
    /** What keys begin with. */
    prefix: z.string(),
  }),
});

export type SurfaceKeyForm = z.output<typeof surfaceKeyFormContract.output>;

export const surfaceKeyOverviewContract = defineContract({
  ...keys.read("surfaceKey.overview"),
  input: z.strictObject(onSurfaceKey),
  output: z.object({ key: shown, ...keyActivity }),
});

export type SurfaceKeyOverview = z.output<typeof surfaceKeyOverviewContract.output>;

export const surfaceKeyDecisionsContract = defineContract({
  ...keys.read("surfaceKey.decisions"),
  input: z.strictObject({ ...onSurfaceKey, limit: decisionCount }),
  output: keyDecisions,
});

export const surfaceKeyFirstUseContract = defineContract({
  ...keys.read("surfaceKey.firstUse"),
  input: z.strictObject(onSurfaceKey),
  output: keyFirstUse,
});

export const surfaceKeySelectionContract = defineContract({
  ...keys.read("surfaceKey.selection"),
  input: z.strictObject({ ...onSurface, keyIds }),
  output: keySelection,
});

export const updateSurfaceKeysContract = defineContract({
  ...keys.write("surfaceKey.updateMany"),
  input: z.strictObject({ ...onSurface, ...changeOfMany }).refine(isOneChange, ONE_CHANGE),
  output: changedKeys,
});

export const revokeSurfaceKeysContract = defineContract({
  ...keys.write("surfaceKey.revokeMany"),
  input: z.strictObject({ ...onSurface, ...revocationOfMany }),
  output: revokedKeys,
});
