import "server-only";
import pg from "pg";
import { LIVING } from "@/lib/db/instances";
import { type PepperChecks, VERSIONS_IN_USE } from "@/lib/db/pepper-versions";

const VERSIONS = `
SELECT version, p.active_at AS "activeAt", p.check_value AS "check",
  ARRAY(SELECT host || ' ' || pid FROM instances WHERE ${LIVING} AND p.version <> ALL (pepper_versions)
    ORDER BY started_at) AS lacking,
  ARRAY(SELECT u.rows || ' rows of ' || u."table" FROM (${VERSIONS_IN_USE}) u
    WHERE u.version = version AND u.version = p.version) AS uses
FROM (SELECT version, active_at, check_value FROM pepper_versions
  UNION SELECT version, NULL, NULL FROM (${VERSIONS_IN_USE}) u
  WHERE version NOT IN (SELECT version FROM pepper_versions)) p (version, active_at, check_value)
ORDER BY version`;

type Version = {
  version: number;
  activeAt: Date | null;
  check: Buffer | null;
  lacking: string[];
  uses: string[];
};

/** Lines about every version of the pepper that is configured or known to the database. */
export async function pepperReport(connectionString: string, checks: PepperChecks) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<Version>(VERSIONS).finally(() => client.end());
  const known = new Set(rows.map(({ version }) => version));
  const announced = [...checks.keys()].filter((version) => !known.has(version));
  const newest = Math.max(...rows.filter(({ activeAt }) => activeAt).map(({ version }) => version));
  return [
    ...rows.map((row) => `Version ${row.version}: ${describeVersion(row, newest, checks)}`),
    ...announced.map((version) => `Version ${version}: not known to the database; start with it.`),
  ].join("\n");
}

function describeVersion(row: Version, newest: number, checks: PepperChecks): string {
  const own = checks.get(row.version);
  const uses = row.uses.length > 0 ? `needed by ${row.uses.join(", ")}` : "not in use";
  if (own && row.check && !own.equals(row.check))
    return `${uses}; RUNTYPE_KEY_PEPPERS has another secret.`;
  if (!own)
    return `${uses}; not in RUNTYPE_KEY_PEPPERS${row.uses.length > 0 ? ": put it back" : ""}.`;
  if (row.version === newest) return `${uses}; new secrets are stored under it.`;
  if (row.uses.length > 0) return `${uses}; keep it.`;
  if (row.activeAt) return "not in use; it may be taken out of RUNTYPE_KEY_PEPPERS.";
  return `not in use yet; it waits for ${row.lacking.join(", ") || "a start"} to have it.`;
}
