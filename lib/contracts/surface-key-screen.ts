import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { timestamp } from "@/lib/contracts/fields";
import {
  decisionCount,
  keyActivity,
  keyDecisions,
  keyFirstUse,
  requestsLast7Days,
} from "@/lib/contracts/key-screen";
import {
  listSurfaceKeysContract,
  onSurface,
  onSurfaceKey,
  surfaceKeyView,
} from "@/lib/contracts/surface-key";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const need = { permission: "SURFACE_KEYS:READ" } as const;

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

const row = shown.extend({ requestsLast7Days });

export type SurfaceKeyRow = z.output<typeof row>;

export const surfaceKeyTableContract = defineContract({
  name: "surfaceKey.table",
  kind: "read",
  need,
  input: listSurfaceKeysContract.input,
  output: z.object({
    keys: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.int(),
    timestamp,
  }),
});

export type SurfaceKeyTable = z.output<typeof surfaceKeyTableContract.output>;

/** What a new key of a surface can be given. */
export const surfaceKeyFormContract = defineContract({
  name: "surfaceKey.form",
  kind: "read",
  need,
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
  name: "surfaceKey.overview",
  kind: "read",
  need,
  input: z.strictObject(onSurfaceKey),
  output: z.object({ key: shown, ...keyActivity }),
});

export type SurfaceKeyOverview = z.output<typeof surfaceKeyOverviewContract.output>;

export const surfaceKeyDecisionsContract = defineContract({
  name: "surfaceKey.decisions",
  kind: "read",
  need,
  input: z.strictObject({ ...onSurfaceKey, limit: decisionCount }),
  output: keyDecisions,
});

export const surfaceKeyFirstUseContract = defineContract({
  name: "surfaceKey.firstUse",
  kind: "read",
  need,
  input: z.strictObject(onSurfaceKey),
  output: keyFirstUse,
});
