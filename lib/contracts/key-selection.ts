import { z } from "zod";
import { idField, nullableTimestamp, timestamp } from "@/lib/contracts/fields";
import { expiresAtField, revokeReason } from "@/lib/contracts/key-fields";
import { caller } from "@/lib/contracts/key-screen";
import { keyFields } from "@/lib/contracts/key-view";
import { MAX_SELECTED } from "@/lib/core/keys";

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

/** What became of each key: changed, or left as it was and why. */
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
