import "server-only";

/** How a decision ended: the caller's fault, the key's, the limit's or ours. */
export const OUTCOMES = [
  "ok",
  "invalid",
  "forbidden",
  "limited",
  "failed",
  "revoked",
  "disabled",
  "expired",
  "retired",
  "interrupted",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** One decision on a key, after its answer is known. */
export type UsageEvent = {
  /** The journal entry it settles. */
  instance: string;
  batch: number;
  /** Unix milliseconds, by the database's clock. */
  at: number;
  organizationId: string;
  keyId: string;
  secretId: string;
  requestId: string;
  method: string;
  route: string;
  permission: string | null;
  outcome: Outcome;
  status: number | null;
  /** Microseconds from the first byte read to the answer. */
  durationUs: number | null;
  /** As the operator allows it to be kept. */
  address: string | null;
  userAgent: string | null;
};
