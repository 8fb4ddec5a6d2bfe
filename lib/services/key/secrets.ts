import "server-only";
import { newId } from "@/lib/core/ids";
import { rotationUnderWay } from "@/lib/core/refusals";
import { platformPrefix, SURFACE_PREFIX } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import type { ApiKey } from "@/lib/db/generated/client";
import type { KeyPlace } from "@/lib/db/key-status";
import { instantOfChange } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Seen } from "@/lib/services/changes";
import { takeKey } from "./change-or-revoke-keys";

export const SHOWN_ONCE = "Copy this key now. It will not be shown again.";

type KeyIdentity = Pick<ApiKey, "id" | "organizationId" | "kind" | "environment">;

/** Adds a secret to a key; nothing else keeps its plaintext. */
export async function mintSecret(db: Transaction, key: KeyIdentity) {
  const issued = issueSecret(prefixOf(key), env().RUNTYPE_KEY_PEPPERS);
  const { hash, pepperVersion, plaintext, ...shown } = issued;
  const { organizationId, id: keyId } = key;
  await db.apiSecret.create({
    data: { id: newId("secret"), organizationId, keyId, hash, pepperVersion, ...shown },
  });
  return { plaintext, ...shown };
}

function prefixOf({ kind, environment }: KeyIdentity): string {
  switch (kind) {
    case "platform":
      return platformPrefix(env().RUNTYPE_KEY_PREFIX, environment);
    case "surface":
      return SURFACE_PREFIX;
  }
}

type Rotation = Seen & { id: string; graceSeconds: number };

/**
 * A new secret for the same key, once it may have one. At most two live at once: with a grace, only
 * one may retire.
 */
export async function rotateSecret(
  db: Transaction,
  place: KeyPlace,
  { id, revision, precondition, graceSeconds }: Rotation,
  assertMay: (key: ApiKey) => void = () => undefined,
): Promise<{ key: ApiKey; plaintext: string }> {
  const seen = revision ?? (await revisionOf(db, place, id));
  const key = await takeKey(db, place, { id, revision: seen, precondition });
  assertMay(key);
  const now = await instantOfChange(db, [key.id]);
  await retireSecrets(db, key.id, now, graceSeconds);
  const { plaintext } = await mintSecret(db, key);
  // The revision moves on, so that a decision under way looks at the secrets again.
  await db.apiKey.update({ where: { id: key.id }, data: { updatedAt: now } });
  return { key, plaintext };
}

/** Read before the key is taken: of two rotations at once, the second finds another one there. */
async function revisionOf(db: Transaction, place: KeyPlace, id: string) {
  const key = await db.apiKey.findFirst({ where: { ...place, id }, select: { revision: true } });
  return key?.revision;
}

async function retireSecrets(db: Transaction, keyId: string, now: Date, graceSeconds: number) {
  const living = await db.apiSecret.findMany({
    where: { keyId, OR: [{ retireAt: null }, { retireAt: { gt: now } }] },
  });
  const isRotating = living.some((secret) => secret.retireAt !== null);
  if (graceSeconds > 0 && isRotating) throw rotationUnderWay();
  const retireAt = new Date(now.getTime() + graceSeconds * 1_000);
  for (const secret of living) {
    await db.apiSecret.update({ where: { id: secret.id }, data: { retireAt } });
  }
}
