import "server-only";
import { conflict, notFound } from "@/lib/core/errors";
import type { ApiKey } from "@/lib/db/generated/client";
import { lockKey } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";

type Target = { id: string; revision?: number };

/**
 * Takes a key for a change and gives back what it is. Throws `not_found` when the organization has
 * no such key, `conflict` when it is revoked or has changed since the caller looked at it.
 */
export async function takeKey(
  db: Transaction,
  organizationId: string,
  target: Target,
): Promise<ApiKey> {
  if (!(await lockKey(db, organizationId, target.id))) throw notFound("API key");
  const key = await db.apiKey.findUniqueOrThrow({ where: { id: target.id } });
  if (key.revokedAt) throw conflict("This key is revoked, and revoking is final.");
  if (target.revision !== undefined && target.revision !== key.revision) {
    throw conflict(
      "This key was changed in the meantime. Look at it again, then repeat the change.",
    );
  }
  return key;
}
