import "server-only";
import type { z } from "zod";
import { usageChoicesContract } from "@/lib/contracts/analytics/overview";
import { searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";
import { seenEnvironment } from "@/lib/services/caller-rights";
import { defineRead } from "@/lib/services/verb";
import { disambiguate, maskedKeyOf, nameColumns } from "./usage-names";

const MAX_PRODUCTS = 200;
const MAX_PARTS = 200;
const MAX_KEYS = 50;

export const usageChoices = defineRead(usageChoicesContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const environment = seenEnvironment(principal, undefined);
  const seen = { organizationId, ...(environment && { environment }) };
  const [products, found, chosen] = await Promise.all([
    productsOf(db, organizationId),
    findKeys(db, seen, input),
    input.keyId === undefined
      ? []
      : db.apiKey.findMany({ where: { ...seen, id: input.keyId }, select: nameColumns }),
  ]);
  const others = found.filter(({ id }) => id !== input.keyId);
  return {
    products: choicesOf(products),
    keys: [...chosen, ...others].map(({ secrets, ...key }) => ({
      ...key,
      maskedKey: maskedKeyOf({ secrets }),
    })),
  };
});

type Product = Awaited<ReturnType<typeof productsOf>>[number];

/** Each under a name that no other in its list has. */
function choicesOf(products: readonly Product[]) {
  const surfaces = products.flatMap((of) => of.surfaces.map((one) => ({ ...one, of })));
  const capabilities = products.flatMap((of) =>
    of.capabilities.map(({ id, capabilityName: name }) => ({ id, name, of })),
  );
  const names = disambiguate(
    products,
    ({ name }) => name,
    ({ slug, id }) => slug ?? id.slice(-6),
  );
  const partsOf = (parts: { id: string; name: string; of: Product }[]) => {
    const partNames = disambiguate(
      parts,
      ({ name }) => name,
      ({ of }) => names.get(of) ?? of.name,
    );
    return (product: Product) =>
      parts
        .filter(({ of }) => of === product)
        .map((part) => ({ id: part.id, name: partNames.get(part) ?? part.name }));
  };
  const [surfacesOf, capabilitiesOf] = [partsOf(surfaces), partsOf(capabilities)];
  return products.map((product) => ({
    id: product.id,
    name: names.get(product) ?? product.name,
    surfaces: surfacesOf(product),
    capabilities: capabilitiesOf(product),
  }));
}

const byName = { orderBy: { name: "asc" }, take: MAX_PARTS } as const;

function productsOf(db: Transaction, organizationId: string) {
  return db.product.findMany({
    where: { organizationId },
    select: {
      id: true,
      name: true,
      slug: true,
      surfaces: { select: { id: true, name: true }, ...byName },
      capabilities: {
        select: { id: true, capabilityName: true },
        orderBy: { displayOrder: "asc" },
        take: MAX_PARTS,
      },
    },
    orderBy: { name: "asc" },
    take: MAX_PRODUCTS,
  });
}

type Seen = { organizationId: string; environment?: Environment };
type KeySearch = z.output<typeof usageChoicesContract.input>;

function findKeys(db: Transaction, seen: Seen, { search, productId, surfaceId }: KeySearch) {
  const { organizationId } = seen;
  return db.apiKey.findMany({
    where: {
      ...seen,
      ...(productId && { productId }),
      ...(surfaceId && { surfaceId }),
      // Keys whose surface is gone are many and seldom meant.
      OR: search
        ? [{ id: search }, searching(search), { customer: searching(search) }]
        : [{ kind: "platform" }, { surface: { organizationId } }],
    },
    select: nameColumns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_KEYS,
  });
}
