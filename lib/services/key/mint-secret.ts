import "server-only";
import { newId } from "@/lib/core/ids";
import { platformPrefix, SURFACE_PREFIX } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import type { ApiKey } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";

export const SHOWN_ONCE = "Copy this key now. It will not be shown again.";

type KeyIdentity = Pick<ApiKey, "id" | "organizationId" | "kind" | "environment">;

type MintedSecret = {
  /** What nothing else keeps. */
  plaintext: string;
  prefix: string;
  lastFour: string;
};

/** Adds a secret to a key. */
export async function mintSecret(db: Transaction, key: KeyIdentity): Promise<MintedSecret> {
  const { hash, pepperVersion, plaintext, ...shown } = issueSecret(
    prefixOf(key),
    env().RUNTYPE_KEY_PEPPERS,
  );
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
