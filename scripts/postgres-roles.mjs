import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The launcher administers as the superuser, migrations run as the owner, the product as the last. */
export const ROLES = { superuser: "runtype", owner: "runtype_owner", application: "runtype_app" };
export const DATABASE = "runtype";

/** What belongs to another than its owner in a database of ours, as statements that change that. */
const STRAY = `
WITH objects AS (
  SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind,
    'pg_class'::regclass AS class, oid, oid::regclass::text AS name, relowner AS owner, relnamespace AS schema
  FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'S')
  UNION ALL
  SELECT 'ROUTINE', 'pg_proc', oid, oid::regprocedure::text, proowner, pronamespace FROM pg_proc
  UNION ALL
  SELECT 'TYPE', 'pg_type', oid, oid::regtype::text, typowner, typnamespace
  FROM pg_type WHERE typtype IN ('e', 'd')
  UNION ALL
  SELECT 'LARGE OBJECT', 'pg_largeobject', oid, oid::text, lomowner, 'public'::regnamespace
  FROM pg_largeobject_metadata
)
SELECT format('ALTER %s %s OWNER TO %I', kind, o.name, $1::text) AS statement
FROM objects o JOIN pg_namespace n ON n.oid = o.schema
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND o.owner <> to_regrole($1::text)
  -- What belongs to an extension stays; the sequence of a column follows its table.
  AND NOT EXISTS (
    SELECT 1 FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid
      AND (d.deptype = 'e' OR (o.kind = 'SEQUENCE' AND d.deptype IN ('a', 'i'))))`;

/** Everyone may make large objects where PostgreSQL is as it comes: statements that end that. */
const OPEN_LARGE_OBJECTS = `
SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure) AS statement
FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^lo(_|read$|write$)'
  AND EXISTS (SELECT 1 FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)`;

/** The file that holds the password of a role. */
export function passwordFile(cluster, role) {
  return `${cluster.home}.${role === ROLES.superuser ? "" : `${role}.`}password`;
}

export function passwordOf(cluster, role) {
  return readFileSync(passwordFile(cluster, role), "utf8").trim();
}

/** Makes up the password of a role that has none. */
export function ensurePassword(cluster, role) {
  const file = passwordFile(cluster, role);
  if (existsSync(file)) return;
  writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
}

/**
 * Makes the roles that own and use the database, with the passwords of their files and none of the
 * settings that they may have given themselves, and closes the other databases to them.
 */
export async function settleRoles(client, cluster) {
  for (const role of [ROLES.owner, ROLES.application]) {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role}`);
    ensurePassword(cluster, role);
    const password = client.escapeLiteral(passwordOf(cluster, role));
    await client.query(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${password}`,
    );
    await client.query(`ALTER ROLE ${role} RESET ALL`);
    await client.query(`ALTER ROLE ${role} IN DATABASE ${DATABASE} RESET ALL`);
  }
  await client.query(`ALTER DATABASE ${DATABASE} OWNER TO ${ROLES.owner}`);
  await client.query(`REVOKE ALL ON DATABASE ${DATABASE}, postgres, template1 FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${ROLES.application}`);
}

/**
 * Hands what others than the owner made in the database, as the superuser of earlier versions did, to
 * the owner, and lets nobody make large objects: all or nothing.
 */
export async function settleOwnership(client) {
  const stray = await client.query(STRAY, [ROLES.owner]);
  const rows = [...stray.rows, ...(await client.query(OPEN_LARGE_OBJECTS)).rows];
  if (rows.length === 0) return;
  await client.query("BEGIN");
  for (const { statement } of rows) await client.query(statement);
  await client.query("COMMIT");
}
