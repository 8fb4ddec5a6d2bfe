import "server-only";
import { shownSecret } from "@/lib/core/key-text";
import { NOT_LET_IN } from "@/lib/core/outcome";
import { foldText } from "@/lib/core/text-search";
import { Prisma } from "@/lib/db/generated/client";
import { escapeLike } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";

/** Where a page of keys continues: the sort value of the last row, and its id. */
export type KeyCursor = { value: string; id: string };

export type KeySort = "name" | "createdAt" | "lastUsedAt" | "expiresAt";

export type SurfacePlace = {
  organizationId: string;
  kind: "surface";
  productId: string;
  surfaceId: string;
};

/** Where keys stand: those of the platform, or those of one surface. Never are they mixed. */
export type KeyPlace = { organizationId: string; kind: "platform" } | SurfacePlace;

/** The keys of a customer, to be shown together wherever they stand. */
type CustomerKeys = { organizationId: string; kind: "customer"; customerId: string };

export type KeyFilters = {
  search?: string | undefined;
  environment?: string | undefined;
  status?: string | undefined;
  customer?: string | undefined;
  /** Keys that may call it, those that are not scoped among them. */
  capabilityId?: string | undefined;
  mintedBy?: string | undefined;
};

type KeyStateQuery = KeyFilters & {
  place: KeyPlace | CustomerKeys;
  ids?: readonly string[];
  sort: KeySort;
  direction: "asc" | "desc";
  cursor?: KeyCursor;
  limit: number;
};

export type KeyState = {
  id: string;
  status: string;
  /** The outcome of most calls behind a status that calls made. */
  statusReason: string | null;
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  sortValue: string;
};

/** Without a value, a key was used before and expires after all others. */
const SORT_VALUES = {
  name: Prisma.sql`lower(k.name)`,
  createdAt: Prisma.sql`k.created_at`,
  lastUsedAt: Prisma.sql`coalesce(u.last_at, '-infinity')`,
  expiresAt: Prisma.sql`coalesce(k.expires_at, 'infinity')`,
} as const satisfies Record<KeySort, Prisma.Sql>;

/** Keys that a query finds, before their status is known; a use counts before it is rolled up. */
function found(query: KeyStateQuery): Prisma.Sql {
  return Prisma.sql`
  SELECT k.id, k.organization_id, k.created_at, k.expires_at, k.disabled_at, k.revoked_at,
    u.last_at, u.address, ${SORT_VALUES[query.sort]} AS sort_value
  FROM api_keys k LEFT JOIN (
    SELECT DISTINCT ON (key_id) key_id, last_at, address FROM usage_deltas
    WHERE organization_id = ${query.place.organizationId} AND outcome <> ALL (${NOT_LET_IN})
    ORDER BY key_id, last_at DESC
  ) w ON w.key_id = k.id LEFT JOIN LATERAL (
    SELECT last_at, address FROM secret_uses WHERE key_id = k.id
    UNION ALL SELECT w.last_at, w.address WHERE w.key_id IS NOT NULL
    ORDER BY last_at DESC LIMIT 1
  ) u ON true
  WHERE ${conditions(query)}`;
}

/** Outcomes of calls that the key was not let in with, or that its surface and flows did not serve. */
const REFUSALS = Prisma.sql`outcome NOT IN ('ok', 'limited', 'invalid', 'not_found', 'interrupted')`;

/** The calls of the last day that keys match; states that have a status of their own are left out. */
function dayByOutcome(keys: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
  SELECT key_id, sum(requests) AS requests,
    coalesce(sum(requests) FILTER (WHERE outcome = 'ok'), 0) AS accepted,
    coalesce(sum(requests) FILTER (WHERE outcome = 'limited'), 0) AS limited,
    coalesce(sum(requests) FILTER (WHERE ${REFUSALS}), 0) AS refused,
    (array_agg(outcome ORDER BY ${REFUSALS} DESC, requests DESC, outcome)
      FILTER (WHERE outcome NOT IN ('ok', 'limited')))[1] AS trouble
  FROM (
    SELECT key_id, outcome, sum(requests) AS requests FROM (
      SELECT organization_id, key_id, bucket, outcome, requests FROM usage_key_hours
      UNION ALL
      SELECT organization_id, key_id, bucket, outcome, requests FROM usage_minutes
      WHERE bucket >= (SELECT until FROM usage_horizons WHERE unit = 'hour')
    ) AS counted
    WHERE bucket > now() - interval '24 hours'
      AND outcome NOT IN ('revoked', 'disabled', 'expired') AND ${keys}
    GROUP BY key_id, outcome
  ) AS by_outcome GROUP BY key_id`;
}

/** The last day of each key: looked up key by key for a page, added up at once for them all. */
const LAST_DAY = {
  each: Prisma.sql`LATERAL (${dayByOutcome(Prisma.sql`key_id = k.id`)}) d ON true`,
  all: (organizationId: string) => Prisma.sql`(
    ${dayByOutcome(Prisma.sql`organization_id = ${organizationId}`)}) d ON d.key_id = k.id`,
};

/**
 * Adds the computed status, worst first, and the outcome behind it. Limited and failing look at the
 * last day: from the first call on where none was served, else from ten on, so that one refused call
 * does not colour a key that works.
 */
function withStatus(keys: Prisma.Sql, lastDay: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
  SELECT s.*, CASE status WHEN 'limited' THEN status WHEN 'failing' THEN trouble END
    AS "statusReason"
  FROM (SELECT k.*, d.trouble, CASE
      WHEN k.revoked_at IS NOT NULL THEN 'revoked'
      WHEN k.expires_at <= now() THEN 'expired'
      WHEN k.disabled_at IS NOT NULL THEN 'disabled'
      WHEN d.accepted = 0 AND d.limited <= d.requests * 0.5 THEN 'failing'
      WHEN d.accepted = 0 THEN 'limited'
      WHEN d.requests >= 10 AND d.limited > d.requests * 0.1 THEN 'limited'
      WHEN d.requests >= 10 AND d.refused > d.requests * 0.1 THEN 'failing'
      WHEN k.expires_at <= now() + interval '14 days' THEN 'expires_soon'
      WHEN coalesce(k.last_at, k.created_at) < now() - interval '30 days' THEN 'idle'
      WHEN EXISTS (
        SELECT 1 FROM api_secrets s WHERE s.organization_id = k.organization_id
        AND s.key_id = k.id AND s.retire_at > clock_timestamp()) THEN 'rotating'
      ELSE 'active'
    END AS status
  FROM (${keys}) k LEFT JOIN ${lastDay}) s`;
}

/** Keys with their computed status, in order, and how many there are on all pages. */
export async function readKeyStates(db: Transaction, query: KeyStateQuery) {
  const { status } = query;
  const matching = status
    ? Prisma.sql`SELECT * FROM (
        ${withStatus(found(query), LAST_DAY.all(query.place.organizationId))}) s WHERE status = ${status}`
    : found(query);
  const page = Prisma.sql`
    SELECT * FROM (${matching}) p WHERE true ${after(query)} ${order(query)} LIMIT ${query.limit}`;
  const rows = await db.$queryRaw<KeyState[]>`
    SELECT id, status, "statusReason", last_at AS "lastUsedAt", address AS "lastUsedFrom",
      sort_value::text AS "sortValue"
    FROM (${status ? page : withStatus(page, LAST_DAY.each)}) r ${order(query)}`;
  const counted = status
    ? Prisma.sql`(${matching}) m`
    : Prisma.sql`api_keys k WHERE ${conditions(query)}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM ${counted}`;
  return { rows, total: count?.total ?? 0 };
}

/** How many keys there are in each status that one of them has. */
export async function countKeyStates(db: Transaction, place: KeyPlace) {
  const all = { place, sort: "createdAt", direction: "asc", limit: 0 } as const;
  const rows = await db.$queryRaw<{ status: string; keys: number }[]>`
    SELECT status, count(*)::int AS keys
    FROM (${withStatus(found(all), LAST_DAY.all(place.organizationId))}) s GROUP BY status`;
  return new Map(rows.map(({ status, keys }) => [status, keys]));
}

function conditions({ place, ids, search, ...filters }: KeyStateQuery): Prisma.Sql {
  const { environment, customer, capabilityId, mintedBy } = filters;
  const parts = [standing(place)];
  if (ids) parts.push(Prisma.sql`AND k.id = ANY(${ids})`);
  if (environment) parts.push(Prisma.sql`AND k.environment::text = ${environment}`);
  if (customer) {
    parts.push(Prisma.sql`AND k.customer_id = (SELECT c.id FROM customers c
      WHERE c.organization_id = ${place.organizationId} AND (c.id = ${customer}
        OR c.external_id = normalize(${customer}, NFC))
      ORDER BY c.id = ${customer} DESC LIMIT 1)`);
  }
  if (mintedBy) parts.push(Prisma.sql`AND k.minted_by_key_id = ${mintedBy}`);
  if (capabilityId) parts.push(Prisma.sql`AND (${reaching(capabilityId)})`);
  if (search) {
    const pattern = `%${escapeLike(foldText(search))}%`;
    parts.push(Prisma.sql`AND (k.search_text LIKE ${pattern}
      OR EXISTS (SELECT 1 FROM customers c
        WHERE c.organization_id = k.organization_id AND c.id = k.customer_id
        AND c.search_text LIKE ${pattern})
      OR k.id = ${search} OR ${showing(search)})`);
  }
  return Prisma.join(parts, " ");
}

function showing(search: string): Prisma.Sql {
  const shown = shownSecret(search);
  if (!shown) return Prisma.sql`false`;
  const { prefix, lastFour } = shown;
  const ends = lastFour === "" ? Prisma.empty : Prisma.sql`AND f.last_four = ${lastFour}`;
  return Prisma.sql`EXISTS (SELECT 1 FROM api_secrets f
    WHERE f.key_id = k.id AND starts_with(f.prefix, ${prefix}) ${ends})`;
}

function standing(place: KeyStateQuery["place"]): Prisma.Sql {
  const { organizationId } = place;
  switch (place.kind) {
    case "platform":
      return Prisma.sql`k.organization_id = ${organizationId} AND k.kind = 'platform'`;
    case "surface":
      return Prisma.sql`k.organization_id = ${organizationId} AND k.kind = 'surface'
        AND k.product_id = ${place.productId} AND k.surface_id = ${place.surfaceId}`;
    case "customer":
      return Prisma.sql`k.organization_id = ${organizationId} AND k.customer_id = ${place.customerId}`;
  }
}

function reaching(capabilityId: string): Prisma.Sql {
  return Prisma.sql`
    (NOT k.scoped AND EXISTS (SELECT 1 FROM surface_items i
      WHERE i.surface_id = k.surface_id AND i.capability_id = ${capabilityId}))
    OR EXISTS (SELECT 1 FROM key_capabilities g
      WHERE g.key_id = k.id AND g.capability_id = ${capabilityId})`;
}

function order({ direction }: KeyStateQuery): Prisma.Sql {
  const way = direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`ORDER BY sort_value ${way}, id ${way}`;
}

function after({ cursor, sort, direction }: KeyStateQuery): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const type = sort === "name" ? Prisma.sql`text` : Prisma.sql`timestamptz`;
  const past = Prisma.sql`(CAST(${cursor.value} AS ${type}), ${cursor.id}::text)`;
  return direction === "asc"
    ? Prisma.sql`AND (sort_value, id) > ${past}`
    : Prisma.sql`AND (sort_value, id) < ${past}`;
}
