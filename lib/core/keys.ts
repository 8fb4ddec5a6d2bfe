/** Worst first: the first that holds is shown. */
export const KEY_STATUSES = [
  "revoked",
  "expired",
  "disabled",
  "limited",
  "failing",
  "expires_soon",
  "idle",
  "rotating",
  "active",
] as const;

export type KeyStatus = (typeof KEY_STATUSES)[number];

export const KEY_SORTS = ["name", "createdAt", "lastUsedAt", "expiresAt"] as const;

/** Seconds that the old secret of a rotated key lives on: now, 15 min, 1 h, 24 h, 7 d. */
export const GRACES = [0, 900, 3_600, 86_400, 604_800] as const;

/** Room for a name of 255 characters of any script. */
export const MAX_CURSOR = 2_000;

/** How many keys one act can take. */
export const MAX_SELECTED = 100;
