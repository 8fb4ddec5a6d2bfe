import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { idOf, productsApi } from "@/tests/support/products";
import { eventually } from "@/tests/support/traffic";

const MINE = 1;
const THEIRS = 2;

let other: pg.Client;

beforeAll(async () => {
  other = new pg.Client({ connectionString: env().DATABASE_URL });
  await other.connect();
  // The others notice a deadlock first, and are those that give way.
  await other.query("SET deadlock_timeout = '1min'");
});

afterAll(() => other.end());

const take = (tx: Transaction, lock: number) =>
  tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${lock})) AS taken`;

/** Waits until a session of this database waits for a lock. */
function untilOneWaits() {
  return eventually(async () => {
    const { rowCount } = await pool().query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rowCount || undefined;
  });
}

/** Takes a lock and then waits for one whose owner waits for the first. */
async function loseRace(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SET LOCAL deadlock_timeout = '50ms'`;
  await take(tx, MINE);
  await other.query("BEGIN");
  await other.query(`SELECT pg_advisory_xact_lock(${THEIRS})`);
  const theirs = other.query(`SELECT pg_advisory_xact_lock(${MINE})`);
  await untilOneWaits();
  await take(tx, THEIRS).finally(() => theirs.then(() => other.query("COMMIT")));
}

describe("a transaction that gives way in a deadlock", () => {
  it("is run again, from its beginning", async () => {
    const organizationId = await createOrganization();
    const record = { organizationId, environment: "test", type: "try", metadata: {} } as const;
    let tries = 0;
    await inTransaction(async (tx) => {
      tries += 1;
      await tx.record.create({ data: { ...record, id: newId("record"), name: `${tries}` } });
      if (tries < 3) await loseRace(tx);
    });
    const kept = await prisma().record.findMany({ where: { organizationId } });
    expect(kept.map(({ name }) => name)).toEqual(["3"]);
  });

  it("again and again is given up, and told to try later", async () => {
    let tries = 0;
    const given = inTransaction(async (tx) => {
      tries += 1;
      await loseRace(tx);
    });
    await expect(given).rejects.toMatchObject({
      code: "unavailable",
      details: "Another request is changing the same data. Try again.",
      facts: { retryAfter: 1 },
    });
    expect(tries).toBe(4);
  });

  it("is a write that succeeds all the same, once, with one audit entry", async () => {
    const organizationId = await createOrganization();
    const key = await createKey({ organizationId });
    const api = productsApi(key.headers);
    const id = idOf(await api("POST", "/records", { type: "customer", name: "Acme" }));
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM records WHERE id = $1 FOR UPDATE", [id]);
    const write = api("PUT", `/records/${id}`, { name: "Acme Inc" });
    await untilOneWaits();
    // The write holds its key, which is wanted now, and waits for the record.
    const theirs = other.query("SELECT 1 FROM api_keys WHERE id = $1 FOR UPDATE", [key.id]);
    await theirs.then(() => other.query("COMMIT"));
    expect(await write).toMatchObject({ status: 200, body: { name: "Acme Inc" } });
    const where = { organizationId, action: "record.update" };
    expect(await prisma().auditEntry.count({ where })).toBe(1);
  });
});
