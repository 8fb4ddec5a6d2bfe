import "server-only";

/** The tables in which a row needs the pepper that its column `pepper_version` names. */
export const PEPPERED_TABLES = ["api_secrets", "organization_secrets", "idempotency_keys"] as const;

/** SQL: whether anything is stored under the version that an expression names. */
export const isVersionInUse = (version: string) =>
  PEPPERED_TABLES.map(
    (table) => `EXISTS (SELECT 1 FROM ${table} WHERE pepper_version = ${version})`,
  ).join(" OR ");

/** SQL: every version that something is stored under, and how many rows are. */
export const VERSIONS_IN_USE = PEPPERED_TABLES.map(
  (table) =>
    `SELECT '${table}' AS "table", pepper_version AS version, count(*)::float8 AS rows
     FROM ${table} WHERE pepper_version IS NOT NULL GROUP BY pepper_version`,
).join(" UNION ALL ");
