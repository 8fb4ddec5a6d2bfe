import "server-only";
import { AppError, invalidField } from "@/lib/core/errors";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { expiryOf } from "@/lib/services/key/expiry-of";

/** Throws `bad_request` when a key that an API key makes would outlive it. */
export async function assertExpiryWithin(
  db: Transaction,
  minter: Principal,
  expiresAt: string | null | undefined,
): Promise<void> {
  const end = await expiryOf(db, minter);
  if (!end || (expiresAt && new Date(expiresAt) <= end)) return;
  throw invalidField(
    "expiresAt",
    `Choose a moment up to ${end.toISOString()}, when the API key that asks for it expires.`,
  );
}

/** Throws `forbidden` when an API key would learn a secret that outlives it. */
export async function assertOutlives(
  db: Transaction,
  caller: Principal,
  expiresAt: Date | null,
): Promise<void> {
  const end = await expiryOf(db, caller);
  if (!end || (expiresAt && expiresAt <= end)) return;
  throw new AppError("forbidden", "An API key cannot rotate a key that outlives it");
}
