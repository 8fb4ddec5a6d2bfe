import { z } from "zod";
import { nullableTimestamp, timestamp, wholeNumber } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";
import { WINDOW_NAMES } from "@/lib/core/windows";

const outcome = z.enum(OUTCOMES);

export const caller = z.object({
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requests: z.int(),
  lastAt: timestamp,
});

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

/** Requests of a key by UTC day, oldest first, today last. */
export const requestsLast7Days = z.array(z.int());

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

/** How many decisions are asked for. */
export const decisionCount = wholeNumber(1, 200).default(20);

/** The newest decisions on a key, newest first. */
export const keyDecisions = z.object({
  decisions: z.array(decision),
  hasMore: z.boolean(),
  timestamp,
});

export type KeyDecisions = z.output<typeof keyDecisions>;

/** The first accepted request with the newest secret of a key. */
export const keyFirstUse = z.object({
  firstUse: z.object({ at: timestamp, from: z.string().nullable() }).nullable(),
});
