import { z } from "zod";
import { pageQuery, timestamp } from "@/lib/contracts/fields";
import { ENVIRONMENTS } from "@/lib/policy/roles";

/** Worst first: the first that holds is shown. */
export const KEY_STATUSES = [
  "revoked",
  "expired",
  "disabled",
  "expires_soon",
  "limited",
  "failing",
  "idle",
  "rotating",
  "active",
] as const;

export type KeyStatus = (typeof KEY_STATUSES)[number];

export const KEY_SORTS = ["name", "createdAt", "lastUsedAt", "expiresAt"] as const;

/** Seconds that the old secret of a rotated key lives on: now, 15 min, 1 h, 24 h, 7 d. */
export const GRACES = [0, 900, 3_600, 86_400, 604_800] as const;

/** Room for a name of 255 characters of any script. */
export const LONGEST_CURSOR = 2_000;

/** Query fields of every list of keys. */
export const keyListQuery = {
  ...pageQuery,
  cursor: z.string().min(1).max(LONGEST_CURSOR).optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
  status: z.enum(KEY_STATUSES).optional(),
  sort: z.enum(KEY_SORTS).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
};

const nullableMoment = timestamp.nullable();

/** Fields that keys of every family show. */
export const keyFields = {
  id: z.string(),
  keyPrefix: z.string(),
  maskedKey: z.string(),
  environment: z.enum(ENVIRONMENTS),
  isActive: z.boolean(),
  status: z.enum(KEY_STATUSES),
  expiresAt: nullableMoment,
  lastUsedAt: nullableMoment,
  lastUsedFrom: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  disabledAt: nullableMoment,
  revokedAt: nullableMoment,
  revokeReason: z.string().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string(), left: z.boolean() }).nullable(),
  revision: z.int(),
};

/** The revision that the caller looked at; the change is refused when the key has moved on. */
export const seenRevision = z.int().min(1).optional();

export function graceField(initial: (typeof GRACES)[number]) {
  return z
    .literal([...GRACES], { error: `Use one of ${GRACES.join(", ")} seconds.` })
    .default(initial);
}
