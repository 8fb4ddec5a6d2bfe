import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";

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

type Table = "records" | "prompts" | "organization_secrets" | "plans" | "customers";

/** Takes a row for a change: changes of one row follow one another. */
export async function lockContent(
  tx: Transaction,
  table: Table,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM ${Prisma.raw(table)}
    WHERE organization_id = ${organizationId} AND id = ${id} FOR UPDATE`;
}

/** Whether an organization has a plan; it is not deleted before this transaction ends. */
export async function holdPlan(tx: Transaction, organizationId: string, id: string) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM plans WHERE organization_id = ${organizationId} AND id = ${id} FOR KEY SHARE`;
  return rows.length === 1;
}

/** Takes an organization for a change of its currency: nothing in it is given an amount meanwhile. */
export async function lockCurrency(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`;
}

/** An organization's currency does not change before this transaction ends. */
export async function holdCurrency(tx: Transaction, organizationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId} FOR SHARE`;
}

type HeldCustomer = { id: string; externalId: string | null; suspended: boolean };

/** A customer by its id or its external id; it is neither changed nor deleted before this transaction ends. */
export async function holdCustomer(
  tx: Transaction,
  organizationId: string,
  { id = null, externalId = null }: { id?: string | null; externalId?: string | null },
) {
  const [row] = await tx.$queryRaw<HeldCustomer[]>`
    SELECT id, external_id AS "externalId", status = 'suspended' AS suspended FROM customers
    WHERE organization_id = ${organizationId} AND (id = ${id} OR external_id = ${externalId})
    FOR SHARE`;
  return row;
}

/**
 * Takes a flow for a change: changes of one flow follow one another. Undefined when the
 * organization has no such flow.
 */
export async function lockFlow(tx: Transaction, organizationId: string, flowId: string) {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT revision FROM flows
    WHERE organization_id = ${organizationId} AND id = ${flowId} FOR UPDATE`;
  return row;
}

/** Holds flows as they are: none is changed, published or deleted before the transaction ends. */
export async function holdFlows(
  tx: Transaction,
  organizationId: string,
  flowIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM flows WHERE organization_id = ${organizationId} AND id = ANY(${flowIds})
      ORDER BY id FOR SHARE
    ) AS held`;
}

/*
 * Deleting a surface takes its row, then those of its items, and its keys once it is gone. Anyone who
 * changes its keys holds them in that order, or the two would wait for each other.
 */

/** Whether a surface is there; it is not deleted before this transaction ends. */
export async function holdSurface(tx: Transaction, place: SurfacePlace): Promise<boolean> {
  const { organizationId, productId, surfaceId } = place;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM surfaces
    WHERE organization_id = ${organizationId} AND product_id = ${productId} AND id = ${surfaceId}
    FOR KEY SHARE`;
  return rows.length === 1;
}

type HeldCapability = { id: string; enabled: boolean };

/**
 * Those of some capabilities that a surface has, in its order; none of them leaves it before this
 * transaction ends.
 */
export async function holdCapabilities(
  tx: Transaction,
  { organizationId, productId, surfaceId }: SurfacePlace,
  capabilityIds: readonly string[],
): Promise<HeldCapability[]> {
  return tx.$queryRaw<HeldCapability[]>`
    SELECT c.id, i.enabled AND c.enabled AS enabled
    FROM surface_items i JOIN capabilities c ON c.id = i.capability_id
    WHERE i.organization_id = ${organizationId} AND i.product_id = ${productId}
      AND i.surface_id = ${surfaceId} AND i.capability_id = ANY(${capabilityIds})
    ORDER BY i.display_order, i.id
    FOR KEY SHARE OF i`;
}

type RecordPlace = { organizationId: string; environment: Environment; type: string; name: string };

type Locked = { id: string; metadata: unknown; now: Date };

/** Takes a record, if it is there, for a change at the database's `now`: changes follow one another. */
export async function lockRecord(
  tx: Transaction,
  { organizationId, environment, type, name }: RecordPlace,
): Promise<Locked | undefined> {
  const [row] = await tx.$queryRaw<Locked[]>`
    SELECT id, metadata, clock_timestamp() AS now FROM records
    WHERE organization_id = ${organizationId} AND environment = ${environment}::environment
      AND type = ${type} AND name = ${name}
    FOR UPDATE`;
  return row;
}
