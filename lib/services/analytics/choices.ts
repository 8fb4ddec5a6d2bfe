import "server-only";
import { usageChoicesContract } from "@/lib/contracts/usage-overview";
import { holding } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";
import { seenEnvironment } from "@/lib/services/analytics/seen-environment";
import { nameColumns } from "@/lib/services/analytics/usage-names";
import { maskedSecret } from "@/lib/services/key/masked-secret";
import { defineRead } from "@/lib/services/verb";

const MOST_PRODUCTS = 200;
const MOST_PARTS = 200;
const MOST_KEYS = 50;

export const usageChoices = defineRead(usageChoicesContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const environment = seenEnvironment(principal, undefined);
  const [products, found, chosen] = await Promise.all([
    productsOf(db, organizationId),
    findKeys(db, { organizationId, environment, ...input }),
    input.keyId === undefined ? [] : keyById(db, organizationId, input.keyId, environment),
  ]);
  const others = found.filter(({ id }) => id !== input.keyId);
  return {
    products: products.map(({ id, name, surfaces, capabilities }) => ({
      id,
      name,
      surfaces,
      capabilities: capabilities.map(({ id: capabilityId, capabilityName }) => ({
        id: capabilityId,
        name: capabilityName,
      })),
    })),
    keys: [...chosen, ...others].map((key) => ({
      id: key.id,
      name: key.name,
      environment: key.environment,
      maskedKey: maskedSecret(key.secrets[0]),
    })),
  };
});

const byName = { orderBy: { name: "asc" }, take: MOST_PARTS } as const;

function productsOf(db: Transaction, organizationId: string) {
  return db.product.findMany({
    where: { organizationId },
    select: {
      id: true,
      name: true,
      surfaces: { select: { id: true, name: true }, ...byName },
      capabilities: {
        select: { id: true, capabilityName: true },
        orderBy: { displayOrder: "asc" },
        take: MOST_PARTS,
      },
    },
    orderBy: { name: "asc" },
    take: MOST_PRODUCTS,
  });
}

type KeySearch = {
  organizationId: string;
  environment: Environment | undefined;
  search?: string | undefined;
  productId?: string | undefined;
  surfaceId?: string | undefined;
};

function findKeys(db: Transaction, { organizationId, search, ...place }: KeySearch) {
  const { environment, productId, surfaceId } = place;
  return db.apiKey.findMany({
    where: {
      organizationId,
      ...(environment && { environment }),
      ...(productId && { productId }),
      ...(surfaceId && { surfaceId }),
      // Keys whose surface is gone are many and seldom meant.
      OR: search
        ? [{ id: search }, { name: holding(search) }]
        : [{ kind: "platform" }, { surface: { organizationId } }],
    },
    select: nameColumns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST_KEYS,
  });
}

function keyById(
  db: Transaction,
  organizationId: string,
  id: string,
  environment: Environment | undefined,
) {
  return db.apiKey.findMany({
    where: { organizationId, id, ...(environment && { environment }) },
    select: nameColumns,
  });
}
