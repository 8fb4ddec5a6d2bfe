import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/tests/support/roles";
import { applyGrants, FOUND_GRANTS, GRANTS, wantedGrants } from "../scripts/grants.mjs";
import { ROLES } from "../scripts/postgres-roles.mjs";

const client = new Client({ connectionString: process.env.RUNTYPE_MIGRATION_DATABASE_URL });

beforeAll(() => client.connect());
afterAll(() => client.end());

/** Everything of ours in the database that a role can be given a right to. */
const OBJECTS = {
  tables: `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname !~ '^usage_events_[0-9]{8}$'`,
  sequences: `SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
  functions: `SELECT oid::regprocedure::text AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace`,
};

async function found(role: string = ROLES.application): Promise<string[]> {
  const { rows } = await client.query<{ found: string }>(FOUND_GRANTS, [role]);
  return rows.map((row) => row.found).sort();
}

describe("the table of grants", () => {
  it.each(["tables", "sequences", "functions"] as const)(
    "has a row for each of the %s",
    async (kind) => {
      const { rows } = await client.query<{ name: string }>(OBJECTS[kind]);
      expect(Object.keys(GRANTS[kind]).sort()).toEqual(rows.map(({ name }) => name).sort());
    },
  );

  it("is what the application's role may do, and everyone else may do nothing", async () => {
    expect(await found()).toEqual(wantedGrants().sort());
  });

  it("is restored by the next start, whatever was granted or revoked meanwhile", async () => {
    await asOwner(`GRANT TRUNCATE, DELETE ON audit_entries TO ${ROLES.application}`);
    await asOwner(`REVOKE INSERT ON records FROM ${ROLES.application}`);
    await asOwner("GRANT CREATE ON SCHEMA public TO PUBLIC");
    await asOwner("GRANT EXECUTE ON FUNCTION usage_drop_day(date) TO PUBLIC");
    expect(await found()).not.toEqual(wantedGrants().sort());
    await applyGrants(client, ROLES.application);
    expect(await found()).toEqual(wantedGrants().sort());
  });
});

describe("a function that runs as the owner", () => {
  it("fixes its search path, and nobody may create anything in it", async () => {
    const { rows } = await client.query(
      `SELECT proname AS name, proconfig @> ARRAY['search_path=pg_catalog, pg_temp'] AS fixed
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: "usage_drop_day", fixed: true },
      { name: "usage_open_day", fixed: true },
    ]);
  });
});
