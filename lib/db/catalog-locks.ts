import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";

type Place = { organizationId: string; productId: string };

/*
 * Parts of a product are taken from the outside in: product, surfaces, capabilities, items. Anyone who
 * adds a part holds what it goes into, so that nothing is added to what is being deleted. No key is
 * taken, however many there are: decisions continue until the deletion is committed.
 */

/** Takes a product for a change of its parts. False when the organization has no such product. */
export async function lockProduct(tx: Transaction, { organizationId, productId }: Place) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM products
    WHERE organization_id = ${organizationId} AND id = ${productId} FOR UPDATE`;
  return rows.length === 1;
}

/** Takes the surfaces of a locked product, or one of them, to be deleted with their items. */
export async function lockSurfaces(
  tx: Transaction,
  { organizationId, productId, surfaceId }: Place & { surfaceId?: string },
): Promise<void> {
  const within = Prisma.sql`organization_id = ${organizationId} AND product_id = ${productId}`;
  const one = (column: Prisma.Sql) =>
    surfaceId === undefined ? within : Prisma.sql`${within} AND ${column} = ${surfaceId}`;
  await lockRows(tx, Prisma.sql`surfaces WHERE ${one(Prisma.sql`id`)} ORDER BY id`);
  await lockRows(tx, Prisma.sql`surface_items WHERE ${one(Prisma.sql`surface_id`)} ORDER BY id`);
}

/** Takes the items of a capability of a locked product, to be deleted. */
export async function lockOffers(
  tx: Transaction,
  { organizationId, productId, capabilityId }: Place & { capabilityId: string },
): Promise<void> {
  const items = Prisma.sql`organization_id = ${organizationId} AND product_id = ${productId}
    AND capability_id = ${capabilityId}`;
  await lockRows(tx, Prisma.sql`surface_items WHERE ${items} ORDER BY id`);
}

async function lockRows(tx: Transaction, rows: Prisma.Sql): Promise<void> {
  await tx.$queryRaw`SELECT count(*)::int FROM (SELECT 1 FROM ${rows} FOR UPDATE) AS locked`;
}
