import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";

type Place = { organizationId: string; productId: string };

/*
 * Parts of a product are taken from the outside in: product, surfaces, capabilities, items. Whoever
 * adds a part holds what it goes into, so that nothing is added to what is being deleted. Whoever
 * deletes one takes the keys that go or change with it first: a cascade takes them, and the windows
 * that decisions charge, in an order of its own.
 */

/** Takes a product for a change of its parts. False when the organization has no such product. */
export async function lockProduct(tx: Transaction, { organizationId, productId }: Place) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM products
    WHERE organization_id = ${organizationId} AND id = ${productId} FOR UPDATE`;
  return rows.length === 1;
}

/** Takes the surfaces of a locked product, or one of them, to be deleted with their items and keys. */
export async function lockSurfaces(
  tx: Transaction,
  { organizationId, productId, surfaceId }: Place & { surfaceId?: string },
): Promise<void> {
  const within = Prisma.sql`organization_id = ${organizationId} AND product_id = ${productId}`;
  const one = (column: Prisma.Sql) =>
    surfaceId === undefined ? within : Prisma.sql`${within} AND ${column} = ${surfaceId}`;
  await lockRows(tx, Prisma.sql`surfaces WHERE ${one(Prisma.sql`id`)} ORDER BY id`);
  await lockRows(tx, Prisma.sql`surface_items WHERE ${one(Prisma.sql`surface_id`)} ORDER BY id`);
  await lockKeys(tx, Prisma.sql`SELECT id FROM api_keys WHERE ${one(Prisma.sql`surface_id`)}`);
}

/** Takes the items of a capability of a locked product, to be deleted, and the keys that name it. */
export async function lockOffers(
  tx: Transaction,
  { organizationId, productId, capabilityId }: Place & { capabilityId: string },
): Promise<void> {
  const items = Prisma.sql`organization_id = ${organizationId} AND product_id = ${productId}
    AND capability_id = ${capabilityId}`;
  await lockRows(tx, Prisma.sql`surface_items WHERE ${items} ORDER BY id`);
  await lockKeys(
    tx,
    Prisma.sql`SELECT key_id FROM key_capabilities
      WHERE organization_id = ${organizationId} AND capability_id = ${capabilityId}`,
  );
}

async function lockKeys(tx: Transaction, ids: Prisma.Sql): Promise<void> {
  await lockRows(tx, Prisma.sql`api_keys WHERE id IN (${ids}) ORDER BY id`);
  await lockRows(tx, Prisma.sql`key_windows WHERE key_id IN (${ids}) ORDER BY key_id`);
}

async function lockRows(tx: Transaction, rows: Prisma.Sql): Promise<void> {
  await tx.$queryRaw`SELECT count(*)::int FROM (SELECT 1 FROM ${rows} FOR UPDATE) AS locked`;
}
