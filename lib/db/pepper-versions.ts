import "server-only";
import type pg from "pg";
import { LIVING } from "@/lib/db/instances";
import { transactionOf } from "@/lib/db/pool";

/** The tables in which a row needs the pepper that its column `pepper_version` names. */
export const PEPPERED_TABLES = [
  "api_secrets",
  "organization_secrets",
  "idempotency_keys",
  "claim_links",
  "portal_links",
] as const;

/** SQL: whether anything is stored under the version that an expression names. */
const isVersionInUse = (version: string) =>
  PEPPERED_TABLES.map(
    (table) => `EXISTS (SELECT 1 FROM ${table} WHERE pepper_version = ${version})`,
  ).join(" OR ");

/** SQL: every version that something is stored under, and how many rows are. */
export const VERSIONS_IN_USE = PEPPERED_TABLES.map(
  (table) =>
    `SELECT '${table}' AS "table", pepper_version AS version, count(*)::float8 AS rows
     FROM ${table} WHERE pepper_version IS NOT NULL GROUP BY pepper_version`,
).join(" UNION ALL ");

/** The check value of each version of the pepper that a process has. */
export type PepperChecks = ReadonlyMap<number, Buffer>;

type Self = { instance: string; host: string; pid: number };

export type KnownVersion = {
  version: number;
  check: Buffer;
  /** Whether new secrets may be stored under it. */
  active: boolean;
  /** Whether something is stored under it, or may be at any moment. */
  needed: boolean;
  /** Whether another living process has it. */
  announced: boolean;
};

/** Nobody enters while a version becomes active, so none that lacks it is overlooked. */
const TAKE_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('runtype peppers', 0))";

const ANNOUNCED = `EXISTS (
  SELECT 1 FROM instances i WHERE i.id <> $1 AND p.version = ANY (i.pepper_versions) AND ${LIVING})`;

const VERSIONS = `
SELECT p.version, p.check_value AS "check", p.active_at IS NOT NULL AS active,
  (${isVersionInUse("p.version")} OR (p.active_at IS NOT NULL AND a.announced)) AS needed,
  a.announced
FROM pepper_versions p CROSS JOIN LATERAL (SELECT ${ANNOUNCED} AS announced) a
ORDER BY p.version`;

const BEAT = "UPDATE instances SET last_seen_at = clock_timestamp() WHERE id = $1 RETURNING id";

const ACTIVATE = `
UPDATE pepper_versions p SET active_at = clock_timestamp()
WHERE active_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM instances WHERE ${LIVING} AND p.version <> ALL (pepper_versions))`;

/** A version that nobody has any more, and under which nothing is stored. */
const DEACTIVATE = `
UPDATE pepper_versions p SET active_at = NULL
WHERE active_at IS NOT NULL AND p.version <> ALL ($2) AND NOT ${ANNOUNCED}
  AND NOT (${isVersionInUse("p.version")})`;

/** A secret that nothing was stored under makes room for another of its version. */
const SAVE_VERSION = `
INSERT INTO pepper_versions (version, check_value) VALUES ($1, $2)
ON CONFLICT (version) DO UPDATE SET check_value = excluded.check_value, active_at = NULL
WHERE pepper_versions.check_value <> excluded.check_value`;

const FORGET_DEAD = `
DELETE FROM instances WHERE last_seen_at < clock_timestamp() - interval '1 day'`;

const SAVE_SELF = `
INSERT INTO instances (id, host, pid, pepper_versions) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET last_seen_at = clock_timestamp()`;

export async function readVersions(db: pg.Pool, instance: string): Promise<KnownVersion[]> {
  return (await db.query<KnownVersion>(VERSIONS, [instance])).rows;
}

/** Says that a process lives; false when it is not known any more. */
export async function stillEntered(db: pg.Pool, instance: string): Promise<boolean> {
  return (await db.query(BEAT, [instance])).rowCount === 1;
}

/** Lets new secrets be stored under the versions that every living process has announced. */
export function activateVersions(db: pg.Pool): Promise<void> {
  return inTurn(db, async (client) => {
    await client.query(ACTIVATE);
  });
}

/**
 * Makes a process known with the versions of the pepper that it has; or answers why it must not
 * serve: it could not recognise keys that exist.
 */
export function enter(db: pg.Pool, self: Self, checks: PepperChecks): Promise<string[]> {
  const own = [...checks.keys()];
  return inTurn(db, async (client) => {
    const { rows: used } = await client.query<{ version: number; rows: number }>(
      `SELECT version, sum(rows)::float8 AS rows FROM (${VERSIONS_IN_USE}) u GROUP BY 1 ORDER BY 1`,
    );
    const { rows: known } = await client.query<KnownVersion>(VERSIONS, [self.instance]);
    const rowsUnder = new Map(used.map(({ version, rows }) => [version, rows]));
    const needed = known.filter((each) => each.needed).map(({ version }) => version);
    const problems = [
      ...[...new Set([...rowsUnder.keys(), ...needed])]
        .filter((version) => !checks.has(version))
        .map((version) => lacks(version, rowsUnder.get(version))),
      ...known
        .filter((each) => each.needed || each.announced)
        .filter((each) => checks.get(each.version)?.equals(each.check) === false)
        .map(({ version }) => differs(version, rowsUnder.get(version))),
    ];
    if (problems.length > 0) return problems;
    for (const [version, check] of checks) await client.query(SAVE_VERSION, [version, check]);
    await client.query(DEACTIVATE, [self.instance, own]);
    await client.query(FORGET_DEAD);
    await client.query(SAVE_SELF, [self.instance, self.host, self.pid, own]);
    await client.query(ACTIVATE);
    return [];
  });
}

const RECOVERY =
  "Put back the .env that this database was used with, from your backup: without that secret they can never be recognised or opened again";

function lacks(version: number, rows: number | undefined): string {
  return `RUNTYPE_KEY_PEPPERS lacks version ${version}, ${usedBy(rows)}. ${RECOVERY}.`;
}

function differs(version: number, rows: number | undefined): string {
  return `RUNTYPE_KEY_PEPPERS has another secret as version ${version} than the one ${usedBy(rows)}. ${RECOVERY}.`;
}

function usedBy(rows: number | undefined): string {
  if (rows === undefined) return "which another running process stores new keys under";
  return rows === 1 ? "which 1 stored secret needs" : `which ${rows} stored secrets need`;
}

function inTurn<T>(db: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transactionOf(db, async (client) => {
    await client.query(TAKE_TURN);
    return run(client);
  });
}
