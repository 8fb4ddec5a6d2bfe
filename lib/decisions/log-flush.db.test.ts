import { randomBytes } from "node:crypto";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { sweepAbandoned } from "@/lib/background/sweeper";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { env } from "@/lib/env";
import { call, states } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { administer } from "@/tests/support/roles";
import { ROLES } from "../../scripts/postgres-roles.mjs";
import { openDecisions } from "./decisions";
import { LogFlush } from "./log-flush";

const network = new FlakyNetwork(env().DATABASE_URL);
const log = new LogFlush(await network.open());

const role = `one_connection_${randomBytes(6).toString("hex")}`;

afterEach(() => network.become("fine"));

afterAll(async () => {
  await log.close();
  await closeUsagePool();
  await administer(`DROP ROLE IF EXISTS ${role}`);
});

/** The address of the database for a role that may do what the product may, on one connection. */
async function oneConnection(): Promise<string> {
  const limits = "LOGIN PASSWORD 'one' CONNECTION LIMIT 1";
  await administer(`CREATE ROLE ${role} ${limits} IN ROLE ${ROLES.application}`);
  const url = new URL(env().DATABASE_URL);
  [url.username, url.password] = [role, "one"];
  return url.href;
}

async function flushed(): Promise<string> {
  const { rows } = await pool().query("SELECT pg_current_wal_flush_lsn()::text AS at");
  return rows[0].at;
}

describe("the flush that answers wait for", () => {
  it("brings what was committed before it to disk", async () => {
    const client = await pool().connect();
    await client.query("SET synchronous_commit = off");
    await client.query("SELECT pg_logical_emit_message(true, 'a', 'b')");
    const { rows } = await client.query("SELECT pg_current_wal_insert_lsn()::text AS at");
    await log.flush();
    const behind = "SELECT $1::pg_lsn <= $2::pg_lsn AS done";
    const compared = await client.query(behind, [rows[0].at, await flushed()]);
    expect(compared.rows).toEqual([{ done: true }]);
    client.release(true);
  });

  it("is shared: one under way, and one for all who ask meanwhile", async () => {
    const asked = Array.from({ length: 100 }, () => log.flush());
    expect(new Set(asked).size).toBe(2);
    await Promise.all(asked);
  });

  it("fails with the connection, and works again with it", async () => {
    await network.become("down");
    await Promise.all(
      [log.flush(), log.flush(), log.flush()].map((each) => expect(each).rejects.toThrow()),
    );
    await network.become("fine");
    await log.flush();
  });
});

describe("a decision whose flush fails", () => {
  it("lets nobody in, and is in usage as interrupted", async () => {
    const key = await createKey({ organizationId: await createOrganization() });
    // The decision takes the one connection; there is none for the log.
    const url = await oneConnection();
    const store = openDecisions(url);
    await expect(call(store, key.plaintext)).rejects.toMatchObject({ code: "unavailable" });
    await store.close();
    await sweepAbandoned();
    const { rows } = await pool().query("SELECT outcome FROM usage_events WHERE key_id = $1", [
      key.id,
    ]);
    expect(rows).toEqual([{ outcome: "interrupted" }]);
    const relaxed = openDecisions(url, "relaxed");
    expect(states([await call(relaxed, key.plaintext)])).toEqual({ accepted: 1 });
    await relaxed.close();
  });
});
