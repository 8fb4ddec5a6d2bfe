import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";

/** Where a page of keys goes on: the sort value of the last row, and its id. */
export type KeyCursor = { value: string; id: string };

export type KeySort = "name" | "createdAt" | "lastUsedAt" | "expiresAt";

type KeyStateQuery = {
  organizationId: string;
  ids?: string[];
  search?: string;
  environment?: string;
  status?: string;
  sort: KeySort;
  direction: "asc" | "desc";
  cursor?: KeyCursor;
  limit: number;
};

export type KeyState = {
  id: string;
  status: string;
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

/**
 * The computed status, worst first. Limited and failing look at the last day and want ten requests,
 * so that one refused call does not colour a key.
 */
const STATES = Prisma.sql`
  SELECT k.id, k.created_at, k.name, k.environment, k.expires_at, u.last_at, u.address,
    CASE
      WHEN k.revoked_at IS NOT NULL THEN 'revoked'
      WHEN k.expires_at <= now() THEN 'expired'
      WHEN k.disabled_at IS NOT NULL THEN 'disabled'
      WHEN k.expires_at <= now() + interval '14 days' THEN 'expires_soon'
      WHEN d.requests >= 10 AND d.limited > d.requests * 0.1 THEN 'limited'
      WHEN d.requests >= 10 AND d.failed > d.requests * 0.1 THEN 'failing'
      WHEN coalesce(u.last_at, k.created_at) < now() - interval '30 days' THEN 'idle'
      WHEN r.key_id IS NOT NULL THEN 'rotating'
      ELSE 'active'
    END AS status`;

function sources(organizationId: string): Prisma.Sql {
  return Prisma.sql`
  FROM api_keys k
  LEFT JOIN LATERAL (
    SELECT last_at, address FROM secret_uses WHERE key_id = k.id ORDER BY last_at DESC LIMIT 1
  ) u ON true
  LEFT JOIN (
    SELECT key_id, sum(requests) AS requests,
      sum(requests) FILTER (WHERE outcome = 'limited') AS limited,
      sum(requests) FILTER (WHERE outcome = 'failed') AS failed
    FROM usage_hours
    WHERE organization_id = ${organizationId} AND bucket > now() - interval '24 hours'
    GROUP BY key_id
  ) d ON d.key_id = k.id
  LEFT JOIN (
    SELECT DISTINCT key_id FROM api_secrets
    WHERE organization_id = ${organizationId} AND retire_at > clock_timestamp()
  ) r ON r.key_id = k.id
  WHERE k.organization_id = ${organizationId} AND k.kind = 'platform'`;
}

/** Keys with their computed status, in order, and how many there are on all pages. */
export async function readKeyStates(
  db: Transaction,
  query: KeyStateQuery,
): Promise<{ rows: KeyState[]; total: number }> {
  const ascending = query.direction === "asc";
  const direction = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const sortValue = SORT_VALUES[query.sort];
  const states = Prisma.sql`
    ${STATES}, ${sortValue} AS sort_value ${sources(query.organizationId)} ${filters(query)}`;
  const status = query.status ? Prisma.sql`WHERE status = ${query.status}` : Prisma.empty;
  const rows = await db.$queryRaw<KeyState[]>`
    SELECT id, status, last_at AS "lastUsedAt", address AS "lastUsedFrom",
      sort_value::text AS "sortValue"
    FROM (SELECT * FROM (${states}) s ${status}) p
    WHERE true ${after(query, ascending)}
    ORDER BY sort_value ${direction}, id ${direction} LIMIT ${query.limit}`;
  const [count] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM (${states}) s ${status}`;
  return { rows, total: count?.total ?? 0 };
}

/** How many keys of an organization there are in each status that one of them has. */
export async function countKeyStates(
  db: Transaction,
  organizationId: string,
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ status: string; keys: number }[]>`
    SELECT status, count(*)::int AS keys
    FROM (${STATES} ${sources(organizationId)}) s GROUP BY status`;
  return new Map(rows.map(({ status, keys }) => [status, keys]));
}

function filters({ ids, search, environment }: KeyStateQuery): Prisma.Sql {
  const parts = [Prisma.empty];
  if (ids) parts.push(Prisma.sql`AND k.id = ANY(${ids})`);
  if (environment) parts.push(Prisma.sql`AND k.environment::text = ${environment}`);
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(Prisma.sql`AND (k.name ILIKE ${pattern} OR k.id = ${search} OR EXISTS (
      SELECT 1 FROM api_secrets f WHERE f.key_id = k.id
      AND (f.last_four = ${search.slice(-4)} OR f.prefix = ${search.slice(0, 12)})))`);
  }
  return Prisma.join(parts, " ");
}

function after({ cursor, sort }: KeyStateQuery, ascending: boolean): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const type = sort === "name" ? Prisma.sql`text` : Prisma.sql`timestamptz`;
  const past = Prisma.sql`(CAST(${cursor.value} AS ${type}), ${cursor.id}::text)`;
  return ascending
    ? Prisma.sql`AND (sort_value, id) > ${past}`
    : Prisma.sql`AND (sort_value, id) < ${past}`;
}
