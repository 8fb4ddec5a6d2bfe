import "server-only";
import type { Outcome } from "@/lib/core/outcome";

/** Outcomes of requests that were not let in. */
export const REFUSED = [
  "limited",
  "revoked",
  "disabled",
  "expired",
  "retired",
  "address_not_allowed",
] as const satisfies readonly Outcome[];

/** The record of one decision statement, kept until each of its requests is an event. */
export type JournalEntry = { instance: string; batch: number };

/** One decision on a key, after its answer is known; it settles its part of the journal entry. */
export type UsageEvent = JournalEntry & {
  /** Requests of the entry that will be settled. */
  size: number;
  /** Unix milliseconds, by the database's clock. */
  at: number;
  organizationId: string;
  keyId: string;
  secretId: string;
  requestId: string;
  method: string;
  route: string;
  /** The path as it was asked for; null where it is the route itself. */
  path: string | null;
  permission: string | null;
  outcome: Outcome;
  status: number | null;
  /** Microseconds from the first byte read to the answer. */
  durationUs: number | null;
  /** As the operator allows it to be kept. */
  address: string | null;
  userAgent: string | null;
  /** The capability that was called; null when the request reached none. */
  capabilityId: string | null;
};
