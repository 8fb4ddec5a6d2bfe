import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/v1/me/route";
import { pepperChecks } from "@/lib/credentials/hash-secret";
import { pool } from "@/lib/db/pool";
import { Presence } from "@/lib/db/presence";
import { decisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { answerHealth } from "@/server/health";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { listen } from "@/tests/support/listen";
import { asOwner } from "@/tests/support/roles";

const READY = [200, { status: "ready" }];
const presence = new Presence(decisions().instance, pepperChecks(env().RUNTYPE_KEY_PEPPERS));
const server: Server = createServer((_, response) => answerHealth("/readyz", response, false));
let address = "";

async function look(): Promise<unknown[]> {
  const response = await fetch(address);
  return [response.status, await response.json()];
}

const becomes = (wanted: unknown) => expect.poll(look).toEqual(wanted);
const notReady = (problem: object) => [503, { status: "not ready", ...problem }];

/** Ends every connection but the one that asks, as a restart of the database would. */
function disconnect() {
  return pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
}

beforeAll(async () => {
  await presence.join();
  address = `http://127.0.0.1:${await listen(server)}`;
});

beforeEach(() => becomes(READY));

afterAll(async () => {
  server.close();
  await presence.leave();
  await decisions().close();
});

describe("/readyz", () => {
  it("leaves nothing behind", async () => {
    expect((await pool().query("SELECT 1 FROM usage_journal")).rowCount).toBe(0);
  });

  it("asks the database once a second, however many ask", async () => {
    await asOwner(`
      CREATE TABLE probes (n int);
      CREATE FUNCTION note_probe() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        'BEGIN INSERT INTO probes VALUES (1); RETURN NEW; END';
      CREATE TRIGGER note_probe AFTER INSERT ON usage_journal FOR EACH ROW EXECUTE FUNCTION note_probe()`);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 200 }, look));
    const seconds = (performance.now() - startedAt) / 1_000;
    const { rowCount } = await asOwner("SELECT 1 FROM probes");
    await asOwner("DROP TRIGGER note_probe ON usage_journal");
    expect(rowCount).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  });

  it("is 503 while the disk is full, and 200 by itself once it is not", async () => {
    await asOwner(`
      CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER disk_full BEFORE INSERT ON usage_journal FOR EACH ROW EXECUTE FUNCTION disk_full()`);
    await becomes(notReady({ database: "full" }));
    await asOwner("DROP TRIGGER disk_full ON usage_journal");
    await becomes(READY);
  });

  it("is 503 while the database is read-only, and 200 by itself once it is not", async () => {
    const { rows } = await pool().query("SELECT current_database() AS name");
    const change = (value: string) =>
      asOwner(
        `BEGIN READ WRITE; ALTER DATABASE ${rows[0].name} SET default_transaction_read_only = ${value}; COMMIT`,
      );
    await change("on");
    await disconnect();
    await becomes(notReady({ database: "read-only" }));
    await change("off");
    await disconnect();
    await becomes(READY);
  });

  it("is 503 while a migration of a newer version is applied, and names it", async () => {
    await asOwner(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '90000000000000_newer', now())",
    );
    await becomes(notReady({ unknownMigrations: ["90000000000000_newer"] }));
    await asOwner("DELETE FROM _prisma_migrations WHERE migration_name LIKE '9%'");
    await becomes(READY);
  });

  it("is 503 while keys are stored under a pepper that the process lacks", async () => {
    const organizationId = await createOrganization();
    const { secretId } = await createKey({ organizationId });
    const { headers } = await createKey({ organizationId });
    const me = () =>
      callRoute(GET, "GET", { path: "/v1/me", headers }).then(({ status }) => status);
    expect(await me()).toBe(200);
    await pool().query("UPDATE api_secrets SET pepper_version = 7 WHERE id = $1", [secretId]);
    await pool().query("INSERT INTO pepper_versions (version, check_value) VALUES (7, '')");
    await becomes(notReady({ missingPepperVersions: [7] }));
    expect(await me()).toBe(503);
    await asOwner("DELETE FROM api_secrets WHERE id = $1", [secretId]);
    await becomes(READY);
    expect(await me()).toBe(200);
  });

  it("is 503 while every connection is taken, and 200 once one is free", async () => {
    const taken = Array.from({ length: 12 }, () => pool().query("SELECT pg_sleep(6)"));
    await becomes(notReady({ database: "unreachable" }));
    await Promise.all(taken);
    await becomes(READY);
  });
});
