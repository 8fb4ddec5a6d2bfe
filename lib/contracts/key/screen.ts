import { z } from "zod";
import type { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { idField, nullableTimestamp, timestamp, wholeNumber } from "@/lib/contracts/fields";
import { MAX_SELECTED } from "@/lib/core/keys";
import { OUTCOMES } from "@/lib/core/outcome";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { expiresAtField, revokeReason } from "./fields";
import { caller, keyFields } from "./view";

const outcome = z.enum(OUTCOMES);

export type KeyCaller = z.output<typeof caller>;

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
  window: z.enum(WINDOW_NAMES),
  used: z.int(),
  allowed: z.int().nullable(),
  resetsAt: timestamp,
});

export type KeyLimitNow = z.output<typeof limitNow>;

/** What a page of one key shows beside the key itself. */
export const keyActivity = {
  revokedBy: z.string().nullable(),
  limits: z.array(limitNow),
  /** Newest first. */
  secrets: z.array(secret),
  /** The last 7 days, oldest first; a day starts at midnight UTC. */
  days: z.array(z.object({ day: timestamp, outcomes: z.partialRecord(outcome, z.int()) })),
  /** The last 24 hours, most requests first. */
  callers: z.array(caller),
  timestamp,
};

const decision = z.object({
  requestId: z.string(),
  secretId: z.string(),
  at: timestamp,
  method: z.string(),
  /** The path as it was asked for; the route where that is not known. */
  path: z.string(),
  /** What was asked for, in words; null when nothing answers to the method there. */
  act: z.string().nullable(),
  /** What was called, of a surface. */
  capability: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  outcome,
  status: z.int().nullable(),
  /** Milliseconds. */
  duration: z.number().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});

export type KeyDecision = z.output<typeof decision>;

/** The newest decisions on a key, newest first. */
const keyDecisions = z.object({
  decisions: z.array(decision),
  hasMore: z.boolean(),
  timestamp,
});

export type KeyDecisions = z.output<typeof keyDecisions>;

/** The first accepted request with the newest secret of a key. */
const keyFirstUse = z.object({
  firstUse: z.object({ at: timestamp, from: z.string().nullable() }).nullable(),
});

/** The keys that an act is meant for, each once. */
export const keyIds = z
  .array(idField("key"))
  .min(1, "Select at least one key.")
  .max(MAX_SELECTED, `Select at most ${MAX_SELECTED} keys.`)
  .refine((ids) => new Set(ids).size === ids.length, "A key is named twice.");

const selectedKey = z.object({
  ...keyFields,
  name: z.string().nullable(),
  /** The three busiest of the last 24 hours. */
  callers: z.array(caller),
  /** How many callers there were in the last 24 hours. */
  callersLastDay: z.int(),
});

export type SelectedKey = z.output<typeof selectedKey>;

/** What an act on several keys is about, the last used first. */
export const keySelection = z.object({ keys: z.array(selectedKey), timestamp });

export type KeySelection = z.output<typeof keySelection>;

/** One change for all of the keys. */
const change = {
  isActive: z.boolean().optional(),
  expiresAt: expiresAtField.nullable().optional(),
};

type Change = { isActive?: boolean | undefined; expiresAt?: string | null | undefined };

/** Fields of an input that changes several keys; `isOneChange` says that it names one change. */
export const changeOfMany = { keyIds, ...change };

export function isOneChange({ isActive, expiresAt }: Change): boolean {
  return (isActive === undefined) !== (expiresAt === undefined);
}

export const ONE_CHANGE = "Change either whether the keys are active, or when they expire.";

export const revocationOfMany = { keyIds, reason: revokeReason };

/** The outcome for each key: changed, or left as it was and why. */
export const changedKeys = z.object({
  changed: z.array(z.string()),
  skipped: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      reason: z.enum(["revoked", "unchanged"]),
    }),
  ),
  timestamp,
});

export type ChangedKeys = z.output<typeof changedKeys>;

export const revokedKeys = changedKeys.extend({
  /** The last accepted call of any of them; null when there was none. */
  lastUsedAt: nullableTimestamp,
});

export type RevokedKeys = z.output<typeof revokedKeys>;

/** What the pages about the keys of a family ask. */
export function keyScreens<
  Within extends z.ZodRawShape,
  One extends z.ZodRawShape,
  Query extends z.ZodType,
  Shown extends z.ZodRawShape,
>({
  resource,
  name,
  within,
  one,
  query,
  shown,
}: {
  resource: Resource;
  /** What its contracts begin with. */
  name: string;
  /** Path fields of all of its keys, and of one. */
  within: Within;
  one: One;
  query: Query;
  shown: z.ZodObject<Shown>;
}) {
  return {
    table: defineContract({
      ...resource.read(`${name}.table`),
      input: query,
      output: z.object({
        /** Requests by UTC day, oldest first, today last. */
        keys: z.array(z.object({ ...shown.shape, requestsLast7Days: z.array(z.int()) })),
        nextCursor: z.string().nullable(),
        total: z.int(),
        timestamp,
      }),
    }),
    overview: defineContract({
      ...resource.read(`${name}.overview`),
      input: z.strictObject(one),
      output: z.object({ key: shown, ...keyActivity }),
    }),
    decisions: defineContract({
      ...resource.read(`${name}.decisions`),
      input: z.strictObject({ ...one, limit: wholeNumber(1, 200).default(20) }),
      output: keyDecisions,
    }),
    firstUse: defineContract({
      ...resource.read(`${name}.firstUse`),
      input: z.strictObject(one),
      output: keyFirstUse,
    }),
    selection: defineContract({
      ...resource.read(`${name}.selection`),
      input: z.strictObject({ ...within, keyIds }),
      output: keySelection,
    }),
  };
}
