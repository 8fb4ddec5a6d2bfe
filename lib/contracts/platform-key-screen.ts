import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { listPlatformKeysContract, platformKeyView } from "@/lib/contracts/platform-key";
import { OUTCOMES } from "@/lib/core/outcome";

const need = { permission: "API_KEYS:READ" } as const;

const outcome = z.enum(OUTCOMES);

const caller = z.object({
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requests: z.int(),
  lastAt: timestamp,
});

export type KeyCaller = z.output<typeof caller>;

const row = platformKeyView.extend({
  /** Oldest first, today last. */
  requestsLast7Days: z.array(z.int()),
});

export type PlatformKeyRow = z.output<typeof row>;

export const platformKeyTableContract = defineContract({
  name: "platformKey.table",
  kind: "read",
  need,
  input: listPlatformKeysContract.input,
  output: z.object({
    keys: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.int(),
    timestamp,
  }),
});

export type PlatformKeyTable = z.output<typeof platformKeyTableContract.output>;

const permissionOptions = z.object({
  templates: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      description: z.string(),
      permissions: z.array(z.string()),
      disabledReason: z.string().nullable(),
    }),
  ),
  resources: z.array(
    z.object({
      resource: z.string(),
      label: z.string(),
      cells: z.array(
        z.object({
          permission: z.string(),
          action: z.enum(["READ", "WRITE", "EXECUTE"]),
          label: z.string(),
          disabledReason: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** What the caller may put on a key, per environment, with the reason where they may not. */
export const platformKeyFormContract = defineContract({
  name: "platformKey.form",
  kind: "read",
  need,
  input: z.strictObject({}),
  output: z.object({
    permissions: z.object({ test: permissionOptions, production: permissionOptions }),
    /** What keys begin with. */
    prefixes: z.object({ test: z.string(), production: z.string() }),
    limits: z.object({
      defaultPerHour: z.int(),
      defaultPerDay: z.int(),
      maxPerHour: z.int(),
      maxPerDay: z.int(),
    }),
  }),
});

export type PlatformKeyForm = z.output<typeof platformKeyFormContract.output>;

const secret = z.object({
  id: z.string(),
  prefix: z.string(),
  lastFour: z.string(),
  state: z.enum(["current", "retiring", "retired"]),
  createdAt: timestamp,
  retireAt: nullableTimestamp,
  lastUsedAt: nullableTimestamp,
  lastUsedFrom: z.string().nullable(),
  /** Accepted and refused requests of the last 24 hours. */
  requestsLastDay: z.int(),
  /** Who used it in the last 24 hours, most requests first. */
  callers: z.array(caller),
});

export type KeySecret = z.output<typeof secret>;

const limitNow = z.object({
  window: z.enum(["minute", "hour", "day"]),
  used: z.int(),
  allowed: z.int().nullable(),
  resetsAt: timestamp,
});

export const platformKeyOverviewContract = defineContract({
  name: "platformKey.overview",
  kind: "read",
  need,
  input: z.strictObject({ id: pathId }),
  output: z.object({
    key: platformKeyView,
    revokedBy: z.string().nullable(),
    limits: z.array(limitNow),
    /** Newest first. */
    secrets: z.array(secret),
    /** The last 7 days, oldest first; a day starts at midnight UTC. */
    days: z.array(z.object({ day: timestamp, outcomes: z.partialRecord(outcome, z.int()) })),
    /** The last 24 hours, most requests first. */
    callers: z.array(caller),
    timestamp,
  }),
});

export type PlatformKeyOverview = z.output<typeof platformKeyOverviewContract.output>;

const decision = z.object({
  requestId: z.string(),
  secretId: z.string(),
  at: timestamp,
  method: z.string(),
  route: z.string(),
  outcome,
  status: z.int().nullable(),
  /** Milliseconds. */
  duration: z.number().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});

export type KeyDecision = z.output<typeof decision>;

export const platformKeyDecisionsContract = defineContract({
  name: "platformKey.decisions",
  kind: "read",
  need,
  input: z.strictObject({
    id: pathId,
    limit: z.int().min(1).max(200).default(20),
  }),
  output: z.object({ decisions: z.array(decision), hasMore: z.boolean(), timestamp }),
});

export type KeyDecisions = z.output<typeof platformKeyDecisionsContract.output>;

/** The first accepted request with the newest secret of a key. */
export const platformKeyFirstUseContract = defineContract({
  name: "platformKey.firstUse",
  kind: "read",
  need,
  input: z.strictObject({ id: pathId }),
  output: z.object({
    firstUse: z.object({ at: timestamp, from: z.string().nullable() }).nullable(),
  }),
});
