import "server-only";
import { expiryProblem } from "@/lib/contracts/key-fields";
import { invalidRequest } from "@/lib/core/errors";
import type { ApiKey } from "@/lib/db/generated/client";
import { instantOfChange } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";

type Life = { expiresAt?: string | null | undefined; isActive?: boolean | undefined };

/**
 * Columns for a change of the expiry of keys that are taken, and of whether they are disabled: one key,
 * or several of which none is.
 */
export async function lifeChanges(
  db: Transaction,
  { expiresAt, isActive }: Life,
  keys: readonly Pick<ApiKey, "id" | "disabledAt" | "expiresAt">[],
) {
  assertExpiry(expiresAt, keys);
  const since = keys[0]?.disabledAt;
  const disable = async () =>
    since ??
    (await instantOfChange(
      db,
      keys.map(({ id }) => id),
    ));
  return {
    ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
    ...(isActive !== undefined && { disabledAt: isActive ? null : await disable() }),
  };
}

/** Throws `bad_request` for an expiry that no key can be given; one that a key has may be past by now. */
function assertExpiry(asked: Life["expiresAt"], keys: readonly Pick<ApiKey, "expiresAt">[]): void {
  if (!asked) return;
  const expiry = new Date(asked);
  if (keys.every((key) => key.expiresAt?.getTime() === expiry.getTime())) return;
  const message = expiryProblem(expiry);
  if (message) throw invalidRequest([{ path: "expiresAt", message }]);
}
