import "server-only";
import { newId } from "@/lib/core/ids";
import { platformPrefix } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";

export const SHOWN_ONCE = "Copy this key now. It will not be shown again.";

type KeyIdentity = { id: string; organizationId: string; environment: Environment };

/** Adds a secret to a key and gives back its plaintext, which nothing else keeps. */
export async function mintSecret(db: Transaction, key: KeyIdentity): Promise<string> {
  const { RUNTYPE_KEY_PREFIX: house, RUNTYPE_KEY_PEPPERS: peppers } = env();
  const secret = issueSecret(platformPrefix(house, key.environment), peppers);
  await db.apiSecret.create({
    data: {
      id: newId("secret"),
      organizationId: key.organizationId,
      keyId: key.id,
      hash: secret.hash,
      pepperVersion: secret.pepperVersion,
      prefix: secret.prefix,
      lastFour: secret.lastFour,
    },
  });
  return secret.plaintext;
}
