import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import { productContracts } from "@/lib/contracts/product/contracts";
import { productImpactsContract } from "@/lib/contracts/product/impact";
import { productTableContract } from "@/lib/contracts/product/screen";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import type { Product } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";
import { viewCapability, withFlow } from "@/lib/services/catalog/capabilities";
import { assertProduct, placeOf } from "@/lib/services/catalog/place";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { viewSurface, withItemsAndKeys } from "@/lib/services/catalog/surfaces";
import { viewing } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";
import { productTraffic } from "@/lib/usage/key-traffic";

const IN_ORDER = [{ displayOrder: "asc" }, { id: "asc" }] as const;
const OLDEST_FIRST = [{ createdAt: "asc" }, { id: "asc" }] as const;

function viewProductFacts(row: Product) {
  const { id, name, slug, description, icon, revision, createdAt, updatedAt } = row;
  const facts = { id, name, slug, description, icon, revision, createdAt, updatedAt };
  const dashboardUrl = new URL(`/products/${id}`, env().NEXTAUTH_URL).toString();
  return { ...isoDates(facts), dashboardUrl };
}

export function viewProductSettings(row: Product) {
  return {
    ...viewProductFacts(row),
    canvas: storedObject.parse(row.canvas),
    spec: storedObject.parse(row.spec),
  };
}

/** A product with its parts, as a principal may see them. Throws `not_found`. */
export async function readProduct(db: Transaction, principal: Principal, id: string) {
  const row = await db.product.findFirst({
    where: { organizationId: principal.organizationId, id },
    include: {
      capabilities: { include: withFlow, orderBy: [...IN_ORDER] },
      surfaces: { include: withItemsAndKeys, orderBy: [...OLDEST_FIRST] },
    },
  });
  if (!row) throw notFound("Product");
  const seen = await viewing(db, principal);
  return {
    ...viewProductSettings(row),
    capabilities: row.capabilities.map((capability) => viewCapability(capability, seen)),
    surfaces: row.surfaces.map((surface) => viewSurface(surface, principal)),
  };
}

export const listProducts = defineRead(productContracts.list, ({ principal, input, db }) =>
  pageOfProducts(db, principal, input),
);

async function pageOfProducts(
  db: Transaction,
  { organizationId }: Principal,
  input: z.output<typeof productContracts.list.input>,
) {
  const { rows, pagination } = await readPage(input, "product", ({ after, ...page }) =>
    db.product.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      include: { _count: { select: { capabilities: true, surfaces: true } } },
      ...page,
    }),
  );
  const data = rows.map(({ _count, ...row }) => ({
    ...viewProductFacts(row),
    capabilityCount: _count.capabilities,
    surfaceCount: _count.surfaces,
  }));
  return { data, pagination };
}

export const getProduct = defineRead(productContracts.get, ({ principal, input, db }) =>
  readProduct(db, principal, input.id),
);

export const productTable = defineRead(productTableContract, async ({ principal, input, db }) => {
  const { data, pagination } = await pageOfProducts(db, principal, input);
  const ids = data.map(({ id }) => id);
  const traffic = await productTraffic(principal.organizationId, ids);
  const products = data.map((product) => ({
    ...product,
    keyCount: traffic.get(product.id)?.keys ?? 0,
    requestsLast7Days: traffic.get(product.id)?.requests ?? 0,
    lastCallAt: traffic.get(product.id)?.lastCallAt?.toISOString() ?? null,
  }));
  return { products, nextCursor: pagination.nextCursor };
});

export const productImpacts = defineRead(productImpactsContract, async (context) => {
  const {
    principal,
    input: { id: productId },
    db,
  } = context;
  const place = placeOf(principal, productId);
  await assertProduct(db, place);
  const found = await db.capability.findMany({ where: place, select: { id: true } });
  const capabilities = [];
  for (const { id: capabilityId } of found) {
    const impact = await readImpact(db, principal, { productId, capabilityId });
    capabilities.push({ capabilityId, impact });
  }
  return { capabilities };
});
