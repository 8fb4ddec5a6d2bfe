import "server-only";
import type { CustomerSort } from "@/lib/core/customers";
import { foldText } from "@/lib/core/text-search";
import { Prisma } from "@/lib/db/generated/client";
import { escapeLike } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import { ROLLING_UP } from "@/lib/db/usage-pool";

/** Where a page of customers continues: the sort value of the last row, and its id. */
export type CustomerCursor = { value: string | number; id: string };

type CustomerQuery = {
  organizationId: string;
  search?: string | undefined;
  status?: string | undefined;
  planId?: string | undefined;
  sort: CustomerSort;
  direction: "asc" | "desc";
  cursor?: CustomerCursor;
  limit: number;
};

type Placed = { id: string; sortValue: string | number };

/** Each as an index has it, but for the last use; one never seen was seen before all others. */
const SORTS = {
  name: {
    by: Prisma.sql`left(c.search_text, 100)`,
    shown: Prisma.sql`left(c.search_text, 100)`,
    sameWay: true,
  },
  createdAt: {
    by: Prisma.sql`c.created_at`,
    shown: Prisma.sql`(date_part('epoch', c.created_at) * 1000)::float8`,
    sameWay: false,
  },
  lastSeenAt: {
    by: Prisma.sql`coalesce(seen.last_at, 'epoch')`,
    shown: Prisma.sql`(date_part('epoch', coalesce(seen.last_at, 'epoch')) * 1000)::float8`,
    sameWay: false,
  },
} as const satisfies Record<CustomerSort, object>;

const UP = Prisma.sql`ASC`;
const DOWN = Prisma.sql`DESC`;

/** A page of customers in order, one row more than it shows. */
export async function readCustomerPlaces(db: Transaction, query: CustomerQuery): Promise<Placed[]> {
  const { organizationId, sort, direction, limit } = query;
  const { by, shown, sameWay } = SORTS[sort];
  const rises = direction === "asc";
  const idRises = rises === sameWay;
  const seen =
    sort === "lastSeenAt"
      ? Prisma.sql`LEFT JOIN customer_uses seen ON seen.customer_id = c.id`
      : Prisma.empty;
  return db.$queryRaw<Placed[]>`
    SELECT c.id, ${shown} AS "sortValue" FROM customers c ${seen}
    WHERE c.organization_id = ${organizationId} ${conditions(query)}
      ${after(query, by, rises, idRises)}
    ORDER BY ${by} ${rises ? UP : DOWN}, c.id ${idRises ? UP : DOWN} LIMIT ${limit}`;
}

function conditions({ search, status, planId }: CustomerQuery): Prisma.Sql {
  const parts = [];
  if (status) parts.push(Prisma.sql`AND c.status = ${status}::customer_status`);
  if (planId) parts.push(Prisma.sql`AND c.plan_id = ${planId}`);
  if (search) {
    const pattern = `%${escapeLike(foldText(search))}%`;
    parts.push(Prisma.sql`AND (c.search_text LIKE ${pattern} OR c.id = ${search})`);
  }
  return parts.length > 0 ? Prisma.join(parts, " ") : Prisma.empty;
}

function after(
  { cursor }: CustomerQuery,
  by: Prisma.Sql,
  rises: boolean,
  idRises: boolean,
): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const { value, id } = cursor;
  const place = typeof value === "number" ? Prisma.sql`${new Date(value)}` : Prisma.sql`${value}`;
  const [past, from] = rises ? [Prisma.sql`>`, Prisma.sql`>=`] : [Prisma.sql`<`, Prisma.sql`<=`];
  const next = idRises ? Prisma.sql`>` : Prisma.sql`<`;
  return Prisma.sql`AND ${by} ${from} ${place} AND (${by} ${past} ${place} OR c.id ${next} ${id})`;
}

type Alike = { id: string; name: string; externalId: string };

/** Customers whose external id is this one but for letter case and Unicode form. */
export function customersAlike(db: Transaction, organizationId: string, externalId: string) {
  return db.$queryRaw<Alike[]>`
    SELECT id, name, external_id AS "externalId" FROM customers
    WHERE organization_id = ${organizationId}
      AND lower(upper(normalize(external_id, NFKC) COLLATE pg_c_utf8))
        = lower(upper(normalize(${externalId}, NFKC) COLLATE pg_c_utf8))
    ORDER BY created_at, id LIMIT 10`;
}

/** Groups of customers that were made from labels and are alike but for letter case: ids of each. */
export async function alikeLabels(db: Transaction, organizationId: string, max: number) {
  const rows = await db.$queryRaw<{ ids: string[] }[]>`
    SELECT array_agg(id ORDER BY created_at, id) AS ids FROM customers
    WHERE organization_id = ${organizationId} AND from_labels <> '{}' AND external_id IS NOT NULL
    GROUP BY lower(upper(normalize(external_id, NFKC) COLLATE pg_c_utf8))
    HAVING count(*) > 1 ORDER BY count(*) DESC, min(id) LIMIT ${max}`;
  return rows.map(({ ids }) => ids);
}

type UsedOfWindow = {
  minute: number;
  hour: number;
  day: number;
  month: number;
  spent: bigint;
  now: Date;
};

/** What the keys of a customer have used together in the windows that are open now. */
export async function usedOfCustomer(db: Transaction, customerId: string) {
  const [row] = await db.$queryRaw<UsedOfWindow[]>`
    SELECT CASE WHEN w.minute_bucket >= floor(n.epoch / 60) THEN w.minute_used ELSE 0 END AS minute,
      CASE WHEN w.hour_bucket >= floor(n.epoch / 3600) THEN w.hour_used ELSE 0 END AS hour,
      CASE WHEN w.day_bucket >= floor(n.epoch / 86400) THEN w.day_used ELSE 0 END AS day,
      (CASE WHEN w.month_bucket >= n.month THEN w.month_units ELSE 0 END)::float8 AS month,
      CASE WHEN w.month_bucket >= n.month THEN w.month_spent ELSE 0 END AS spent, n.at AS now
    FROM customer_windows w CROSS JOIN (
      SELECT at, date_part('epoch', at) AS epoch, date_part('year', at AT TIME ZONE 'UTC') * 12
        + date_part('month', at AT TIME ZONE 'UTC') - 1 AS month
      FROM (SELECT clock_timestamp() AS at) AS clock
    ) n
    WHERE w.customer_id = ${customerId}`;
  return row;
}

/**
 * Takes customers, and all keys of some of them, so that those keys can be handed on: the ids of the
 * customers that are there, and of the keys. Rows of keys come first, as anyone who changes a key's
 * customer takes them; windows in the order of decisions, customers before keys.
 */
export async function lockCustomersWithKeys(
  tx: Transaction,
  { organizationId, ids, from }: { organizationId: string; ids: string[]; from: string[] },
) {
  // What waits to be added up is, once it is known whom it counts for.
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${ROLLING_UP}, 0))`;
  await lockKeysOf(tx, organizationId, from);
  const customers = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM customers WHERE organization_id = ${organizationId} AND id = ANY (${ids})
    ORDER BY id FOR UPDATE`;
  // Those that were handed to them meanwhile: no more are, now that the customers are taken.
  const keys = await lockKeysOf(tx, organizationId, from);
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM customer_windows WHERE customer_id = ANY (${ids}) ORDER BY customer_id FOR UPDATE
    ) AS locked`;
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM key_windows WHERE key_id = ANY (${keys}) ORDER BY key_id FOR UPDATE
    ) AS locked`;
  return { customers: customers.map(({ id }) => id), keys };
}

async function lockKeysOf(tx: Transaction, organizationId: string, customerIds: string[]) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM api_keys
    WHERE organization_id = ${organizationId} AND customer_id = ANY (${customerIds})
    ORDER BY id FOR NO KEY UPDATE`;
  return rows.map(({ id }) => id);
}

/** Adds what customers have used, and owe for it, to one of them. */
export async function addUsage(tx: Transaction, to: string, from: string[]): Promise<void> {
  for (const unit of ["hours", "days"]) {
    const table = Prisma.raw(`customer_${unit}`);
    await tx.$executeRaw`
      WITH moved AS (DELETE FROM ${table} WHERE customer_id = ANY (${from}) RETURNING *)
      INSERT INTO ${table} AS known
      SELECT organization_id, ${to}, integration, key_id, capability_id, environment, outcome, bucket,
        sum(requests), sum(units), sum(overage_units), sum(price), sum(cost)
      FROM moved GROUP BY organization_id, integration, key_id, capability_id, environment, outcome, bucket
      ON CONFLICT (customer_id, bucket, key_id, capability_id, integration, outcome) DO UPDATE SET
        requests = known.requests + excluded.requests, units = known.units + excluded.units,
        overage_units = known.overage_units + excluded.overage_units,
        price = known.price + excluded.price, cost = known.cost + excluded.cost`;
  }
  await tx.$executeRaw`
    INSERT INTO billed_units AS known SELECT ${to}, capability_id, month, sum(units)
    FROM billed_units WHERE customer_id = ANY (${from}) GROUP BY capability_id, month
    ON CONFLICT (customer_id, capability_id, month) DO UPDATE SET units = known.units + excluded.units`;
  await tx.$executeRaw`
    WITH moved AS (DELETE FROM statement_lines WHERE customer_id = ANY (${from}) RETURNING *)
    INSERT INTO statement_lines AS known
    SELECT ${to}, month, for_month, capability_id, tier, unit_price, sum(quantity), sum(amount)
    FROM moved GROUP BY month, for_month, capability_id, tier, unit_price
    ON CONFLICT (customer_id, month, for_month, capability_id, tier, unit_price) DO UPDATE SET
      quantity = known.quantity + excluded.quantity, amount = known.amount + excluded.amount`;
  await tx.$executeRaw`
    WITH moved AS (DELETE FROM statement_overages WHERE customer_id = ANY (${from}) RETURNING *)
    INSERT INTO statement_overages AS known SELECT ${to}, month, sum(units) FROM moved GROUP BY month
    ON CONFLICT (customer_id, month) DO UPDATE SET units = known.units + excluded.units`;
  await tx.$executeRaw`
    INSERT INTO customer_uses AS known SELECT ${to}, max(last_at) FROM customer_uses
    WHERE customer_id = ANY (${from}) HAVING count(*) > 0
    ON CONFLICT (customer_id) DO UPDATE SET last_at = greatest(known.last_at, excluded.last_at)`;
  await tx.$executeRaw`
    UPDATE customer_windows w SET
      month_units = f.units + CASE WHEN w.month_bucket = f.bucket THEN w.month_units ELSE 0 END,
      month_spent = f.spent + CASE WHEN w.month_bucket = f.bucket THEN w.month_spent ELSE 0 END,
      month_bucket = f.bucket
    FROM (
      SELECT month_bucket AS bucket, sum(month_units) AS units, sum(month_spent) AS spent
      FROM customer_windows
      WHERE customer_id = ANY (${from}) GROUP BY month_bucket ORDER BY month_bucket DESC LIMIT 1
    ) f
    WHERE w.customer_id = ${to} AND f.units > 0 AND w.month_bucket <= f.bucket`;
}

/** Notes of customers that leave a plan today that they may be billed by its first prices until then. */
export async function markLeavers(
  tx: Transaction,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE customers c SET is_priced = true FROM customer_plans p
    WHERE p.organization_id = ${organizationId} AND p.plan_id = ${id} AND c.id = p.customer_id
      AND c.plan_id IS DISTINCT FROM ${id} AND NOT c.is_priced`;
}

/** How many customers are on a plan, or are billed by its prices until they are by those of another. */
export async function customersPricedBy(
  tx: Transaction,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM customers c WHERE c.organization_id = ${organizationId}
      AND (c.plan_id = ${id} OR c.id IN (
        SELECT p.customer_id FROM customer_plans p
        WHERE p.organization_id = ${organizationId} AND p.plan_id = ${id} AND NOT EXISTS (
          SELECT FROM customer_plans later WHERE later.customer_id = p.customer_id
            AND later.valid_from > p.valid_from AND later.valid_from <= now())))`;
  return row?.count ?? 0;
}
