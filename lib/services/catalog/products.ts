import "server-only";
import { storedObject } from "@/lib/contracts/json-field";
import { notFound } from "@/lib/core/errors";
import type { Product } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";
import { viewCapability, withFlow } from "./capabilities";
import { viewSurface, withItemsAndKeys } from "./surfaces";

const IN_ORDER = [{ displayOrder: "asc" }, { id: "asc" }] as const;
const OLDEST_FIRST = [{ createdAt: "asc" }, { id: "asc" }] as const;

export function viewProductFacts(row: Product) {
  const { id, name, slug, description, icon, revision } = row;
  return {
    id,
    name,
    slug,
    description,
    icon,
    revision,
    dashboardUrl: new URL(`/products/${id}`, env().NEXTAUTH_URL).toString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
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
  return {
    ...viewProductSettings(row),
    capabilities: row.capabilities.map(viewCapability),
    surfaces: row.surfaces.map((surface) => viewSurface(surface, principal)),
  };
}
