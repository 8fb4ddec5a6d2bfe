import { newId } from "@/lib/core/ids";
import { type PlatformPrefix, platformPrefix } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";

export type CreatedKey = {
  id: string;
  organizationId: string;
  secretId: string;
  plaintext: string;
  /** For a request with this key. */
  headers: Record<string, string>;
};

export type KeyFacts = {
  organizationId: string;
  environment?: Environment;
  permissions?: string[];
  name?: string;
  allowedIps?: string[];
  limitPerMinute?: number;
  limitPerHour?: number;
  limitPerDay?: number;
  expiresAt?: Date;
  disabledAt?: Date;
  revokedAt?: Date;
  createdById?: string;
  house?: PlatformPrefix;
};

/** A production key with full access and roomy limits, unless said otherwise. */
export async function createKey({
  environment = "production",
  permissions = ["*"],
  name = "Test key",
  limitPerHour = 100_000,
  limitPerDay = 1_000_000,
  allowedIps = [],
  house = "rt",
  ...facts
}: KeyFacts): Promise<CreatedKey> {
  const issued = issueSecret(platformPrefix(house, environment), env().RUNTYPE_KEY_PEPPERS);
  const { plaintext, hash, pepperVersion, prefix, lastFour } = issued;
  const { organizationId } = facts;
  const id = newId("key");
  const secretId = newId("secret");
  const limits = { limitPerHour, limitPerDay };
  await prisma().apiKey.create({
    data: { id, kind: "platform", environment, permissions, name, allowedIps, ...limits, ...facts },
  });
  await prisma().apiSecret.create({
    data: { id: secretId, organizationId, keyId: id, hash, pepperVersion, prefix, lastFour },
  });
  const headers = { Authorization: `Bearer ${plaintext}` };
  return { id, organizationId, secretId, plaintext, headers };
}
