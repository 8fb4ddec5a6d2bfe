import { newId } from "@/lib/core/ids";
import { SURFACE_PREFIX } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";
import type { CreatedKey } from "./key";
import { makeSurface } from "./product";

export type CreatedSurfaceKey = CreatedKey & { productId: string; surfaceId: string };

type SurfaceKeyFacts = {
  organizationId: string;
  /** A new surface of a new product unless one is given. */
  surface?: { id: string; productId: string };
  environment?: Environment;
  name?: string;
  /** Ids of capabilities on the surface; without them it is not scoped. */
  scopes?: string[];
  scoped?: boolean;
  customer?: string;
  limitPerMinute?: number;
  limitPerDay?: number;
  expiresAt?: Date;
  disabledAt?: Date;
  revokedAt?: Date;
  createdById?: string;
  mintedByKeyId?: string;
};

/** A production key of a surface without limits, unless said otherwise. */
export async function surfaceKey({
  scopes = [],
  scoped = scopes.length > 0,
  environment = "production",
  name = "Test surface key",
  surface,
  ...facts
}: SurfaceKeyFacts): Promise<CreatedSurfaceKey> {
  const { organizationId } = facts;
  const { id: surfaceId, productId } = surface ?? (await makeSurface({ organizationId }));
  const place = { organizationId, productId, surfaceId, kind: "surface" as const };
  const id = newId("key");
  await prisma().apiKey.create({ data: { id, ...place, environment, name, scoped, ...facts } });
  await prisma().keyCapability.createMany({
    data: scopes.map((capabilityId) => ({ organizationId, surfaceId, keyId: id, capabilityId })),
  });
  const { plaintext, ...hashed } = issueSecret(SURFACE_PREFIX, env().RUNTYPE_KEY_PEPPERS);
  const secretId = newId("secret");
  await prisma().apiSecret.create({ data: { id: secretId, organizationId, keyId: id, ...hashed } });
  const headers = { Authorization: `Bearer ${plaintext}` };
  return { id, organizationId, productId, surfaceId, secretId, plaintext, headers };
}
