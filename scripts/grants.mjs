import { Failure } from "./failure.mjs";

/**
 * What the application's role may do with each table, sequence and function, and nothing else. A row
 * lock needs UPDATE; foreign keys and their cascades need nothing, as they run as the owner.
 */
export const GRANTS = {
  tables: {
    _prisma_migrations: ["SELECT"],
    api_keys: ["SELECT", "INSERT", "UPDATE"],
    api_secrets: ["SELECT", "INSERT", "UPDATE"],
    audit_entries: ["SELECT", "INSERT"],
    billed_units: ["SELECT", "INSERT", "UPDATE"],
    capabilities: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    capability_costs: ["SELECT", "INSERT", "UPDATE"],
    customer_plans: ["SELECT", "INSERT", "UPDATE"],
    customer_days: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    customer_hours: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    customer_uses: ["SELECT", "INSERT", "UPDATE"],
    claim_links: ["SELECT", "INSERT", "UPDATE"],
    customer_windows: ["SELECT", "INSERT", "UPDATE"],
    customers: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    flow_executions: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    flow_versions: ["SELECT", "INSERT"],
    flows: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    former_customers: ["SELECT", "INSERT", "UPDATE"],
    idempotency_keys: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    instances: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    invitations: ["SELECT", "INSERT", "UPDATE"],
    key_capabilities: ["SELECT", "INSERT", "DELETE"],
    key_windows: ["SELECT", "INSERT", "UPDATE"],
    known_devices: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    memberships: ["SELECT", "INSERT", "UPDATE"],
    offer_revisions: ["SELECT", "INSERT", "UPDATE"],
    organization_secrets: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    organizations: ["SELECT", "INSERT", "UPDATE"],
    pepper_versions: ["SELECT", "INSERT", "UPDATE"],
    plan_prices: ["SELECT", "INSERT", "UPDATE"],
    plans: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    portal_links: ["SELECT", "INSERT", "UPDATE"],
    products: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    prompts: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    record_changes: ["SELECT", "INSERT", "DELETE"],
    records: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    refused_acts: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    secret_uses: ["SELECT", "INSERT", "UPDATE"],
    sessions: ["SELECT", "INSERT", "UPDATE"],
    sign_in_throttles: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    statement_deltas: ["SELECT", "INSERT", "DELETE"],
    statement_lines: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    statement_overages: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    surface_items: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    surfaces: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_days: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_deltas: ["SELECT", "INSERT", "DELETE"],
    usage_events: ["SELECT", "INSERT", "UPDATE"],
    usage_events_default: ["SELECT"],
    usage_feed: ["SELECT", "INSERT", "DELETE"],
    usage_feed_queue: ["SELECT", "INSERT", "DELETE"],
    usage_feeds: ["SELECT", "INSERT", "UPDATE"],
    usage_horizons: ["SELECT", "UPDATE"],
    usage_hours: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_journal: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_key_days: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_key_hours: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_minutes: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_speed_days: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    usage_speed_hours: ["SELECT", "INSERT", "UPDATE", "DELETE"],
    users: ["SELECT", "INSERT"],
  },
  sequences: {
    statement_deltas_id_seq: ["USAGE"],
    usage_deltas_id_seq: ["USAGE"],
    usage_feed_position_seq: ["USAGE"],
    usage_feed_queue_id_seq: ["USAGE"],
  },
  // Triggers fire without a right to execute their function.
  functions: {
    "api_keys_count_revision()": [],
    "api_keys_open_window()": [],
    "api_secrets_change_key()": [],
    "audit_entries_are_final()": [],
    "change_offer()": [],
    "charge_all(text[],bigint[],double precision[],text[],bigint[],integer[],integer[],integer[],integer[],integer[],text[],bigint[],text[],bigint[],integer[],bigint[],integer[],integer[],integer[],bigint[],text[],text[],integer[],text,integer,text)":
      ["EXECUTE"],
    "charge_in_turn(text[],bigint[],double precision[],integer[],text[],bigint[],integer[],text[],bigint[],text[],bigint[],integer[],bigint[],integer[],text[],integer[],text[],text,integer,text)":
      ["EXECUTE"],
    "charge_in_turn(text[],bigint[],double precision[],integer[],text[],bigint[],integer[],text[],bigint[],text[],bigint[],integer[],bigint[],bigint[],integer[],text[],integer[],text[],text[],text,integer,text)":
      ["EXECUTE"],
    "charge_units(text,integer,text,boolean,text,integer,text)": ["EXECUTE"],
    "current_customer(text)": ["EXECUTE"],
    "count_edit()": [],
    "count_revision()": [],
    "customers_change_revision()": [],
    "customers_open_window()": [],
    "key_capabilities_change_key()": [],
    "new_revision()": ["EXECUTE"],
    "organizations_change_offer()": [],
    "organizations_open_feed()": [],
    "organizations_open_revision()": [],
    "plans_change_state()": [],
    "price_of(jsonb)": ["EXECUTE"],
    "price_parts(jsonb,bigint,integer)": ["EXECUTE"],
    "prices_in_force(text,timestamp with time zone)": ["EXECUTE"],
    "usage_drop_day(date)": ["EXECUTE"],
    "usage_open_day(date)": ["EXECUTE"],
    "users_forget_devices()": [],
  },
};

/** Rights on what is ours, of the application's role and of everyone, as `kind name right`. */
export const FOUND_GRANTS = `
WITH objects AS (
  SELECT CASE relkind WHEN 'S' THEN 'sequences' ELSE 'tables' END AS kind, relname::text AS name,
    coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)) AS acl
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT 'functions', oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'schema', nspname::text, coalesce(nspacl, acldefault('n', nspowner))
  FROM pg_namespace WHERE nspname = 'public'
  UNION ALL
  SELECT 'database', '', coalesce(datacl, acldefault('d', datdba))
  FROM pg_database WHERE datname = current_database()
)
SELECT CASE grantee WHEN 0 THEN 'everyone ' ELSE '' END
  || concat_ws(' ', kind, name, privilege_type) AS found
FROM objects CROSS JOIN LATERAL aclexplode(acl)
WHERE grantee IN (0, to_regrole($1)) AND (kind, grantee, privilege_type) <> ('database', 0, 'CONNECT')`;

/** What {@link FOUND_GRANTS} finds where the grants are as they are written here. */
export function wantedGrants() {
  const rows = Object.entries(GRANTS).flatMap(([kind, objects]) =>
    Object.entries(objects).flatMap(([name, rights]) =>
      rights.map((right) => `${kind} ${name} ${right}`),
    ),
  );
  return [...rows, "schema public USAGE", "database  CONNECT"];
}

/** Gives the role of the application the rights it needs, and takes away all others, where they differ. */
export async function applyGrants(client, role) {
  await requireDatabaseOwner(client);
  const { rows } = await client.query(FOUND_GRANTS, [JSON.stringify(role)]);
  const [found, wanted] = [new Set(rows.map((row) => row.found)), new Set(wantedGrants())];
  if (found.size === wanted.size && [...wanted].every((grant) => found.has(grant))) return;
  const { escapeIdentifier: quote } = client;
  await client.query("BEGIN");
  for (const statement of statements(quote(role), quote(client.database))) {
    await client.query(statement);
  }
  await client.query("COMMIT");
}

function* statements(role, database) {
  yield `REVOKE CREATE, TEMPORARY ON DATABASE ${database} FROM PUBLIC, ${role}`;
  yield `GRANT CONNECT ON DATABASE ${database} TO ${role}`;
  yield `REVOKE ALL ON SCHEMA public FROM PUBLIC, ${role}`;
  yield `GRANT USAGE ON SCHEMA public TO ${role}`;
  yield "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC";
  for (const kind of ["TABLES", "SEQUENCES", "ROUTINES"]) {
    yield `REVOKE ALL ON ALL ${kind} IN SCHEMA public FROM PUBLIC, ${role}`;
  }
  for (const [kind, word] of [
    ["tables", "TABLE"],
    ["sequences", "SEQUENCE"],
    ["functions", "FUNCTION"],
  ]) {
    for (const [name, rights] of Object.entries(GRANTS[kind])) {
      if (rights.length > 0)
        yield `GRANT ${rights.join(", ")} ON ${word} public.${name} TO ${role}`;
    }
  }
}

async function requireDatabaseOwner(client) {
  const { rows } = await client.query(
    `SELECT current_user AS role, pg_has_role(datdba, 'USAGE') AS owns
     FROM pg_database WHERE datname = current_database()`,
  );
  if (rows[0].owns) return;
  throw new Failure(
    `The role ${rows[0].role} of RUNTYPE_MIGRATION_DATABASE_URL does not own the database ${client.database}: run ALTER DATABASE ${client.database} OWNER TO ${rows[0].role}.`,
  );
}
