import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { abandonedBatches } from "@/lib/journal/journal-entry";
import { call, hashesOf, someRequest, states } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { decisions, openDecisions } from "./decisions";

const store = openDecisions();
const admin = new Client({ connectionString: env().DATABASE_URL });
let organizationId = "";
let key: CreatedKey;

beforeAll(async () => {
  await admin.connect();
  organizationId = await createOrganization();
});

beforeEach(async () => {
  key = await createKey({ organizationId });
});

afterAll(async () => {
  await store.close();
  await admin.end();
});

function change(set: string): Promise<unknown> {
  return pool().query(`UPDATE api_keys SET ${set} WHERE id = $1`, [key.id]);
}

/** Waits until so many statements wait for a lock: those of the store, or of everyone. */
async function waitingForLock(count: number, name = "runtype-decisions"): Promise<void> {
  const blocked = `SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND starts_with(application_name, $1)
      AND wait_event_type = 'Lock'`;
  for (;;) {
    const { rows } = await pool().query<{ count: number }>(blocked, [name]);
    if (rows[0]?.count === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("a secret", () => {
  it("that nobody was given is unknown, and leaves nothing in the journal", async () => {
    await pool().query("DELETE FROM usage_journal");
    expect(await store.decide(["00".repeat(32)], someRequest())).toEqual({ state: "unknown" });
    const { rowCount } = await pool().query("SELECT 1 FROM usage_journal");
    expect(rowCount).toBe(0);
  });

  it("is found under any of several peppers", async () => {
    const hashes = ["11".repeat(32), ...hashesOf(key.plaintext)];
    expect(await store.decide(hashes, someRequest())).toMatchObject({ state: "accepted" });
  });

  it("comes with what its key may do", async () => {
    await change(
      "permissions = '{FLOWS:READ,RECORDS:*}', allowed_ips = '{10.0.0.0/8,::1}', expires_at = '9999-01-01Z'",
    );
    expect(await call(store, key.plaintext, { callerAddress: "10.1.2.3" })).toMatchObject({
      state: "accepted",
      key: {
        organizationId,
        keyId: key.id,
        secretId: key.secretId,
        name: "Test key",
        environment: "production",
        permissions: ["FLOWS:READ", "RECORDS:*"],
        allowedIps: ["10.0.0.0/8", "::1"],
        expiresAt: Date.parse("9999-01-01Z"),
        revision: 2,
      },
    });
  });

  it("retires at its time, by the database's clock", async () => {
    const retire = "UPDATE api_secrets SET retire_at = now() + $2 * interval '1 ms' WHERE id = $1";
    await pool().query(retire, [key.secretId, 400]);
    expect(states([await call(store, key.plaintext)])).toEqual({ accepted: 1 });
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(states([await call(store, key.plaintext)])).toEqual({ retired: 1 });
  });
});

describe("a key", () => {
  it("that expired a second ago is expired, one that expires in a second is not", async () => {
    await change("expires_at = now() + interval '1 second'");
    expect(states([await call(store, key.plaintext)])).toEqual({ accepted: 1 });
    await change("expires_at = now() - interval '1 second'");
    expect(states([await call(store, key.plaintext)])).toEqual({ expired: 1 });
  });

  it.each([
    ["revoked", "revoked_at = now()"],
    ["disabled", "disabled_at = now()"],
    ["expired", "expires_at = now()"],
  ])("that is %s is not let in, from the commit on, and charges nothing", async (state, set) => {
    expect(states([await call(store, key.plaintext)])).toEqual({ accepted: 1 });
    await change(set);
    const refused = await call(store, key.plaintext);
    expect(refused).toMatchObject({ state, key: { keyId: key.id, secretId: key.secretId } });
    const window = "SELECT hour_used FROM key_windows WHERE key_id = $1";
    expect((await pool().query(window, [key.id])).rows).toEqual([{ hour_used: 1 }]);
  });

  it("is revoked first of all its states", async () => {
    await change("revoked_at = now(), disabled_at = now(), expires_at = now()");
    expect(states([await call(store, key.plaintext)])).toEqual({ revoked: 1 });
  });
});

describe("a change of a key", () => {
  it("that commits while decisions wait for it holds for them: no revoked key is let in", async () => {
    await admin.query("BEGIN");
    await admin.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [key.id]);
    const asked = Promise.all([call(store, key.plaintext), call(store, key.plaintext)]);
    await waitingForLock(1);
    await admin.query("COMMIT");
    expect(states(await asked)).toEqual({ revoked: 2 });
  });

  it("that is undone while decisions wait for it changes nothing", async () => {
    await admin.query("BEGIN");
    await admin.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [key.id]);
    const asked = call(store, key.plaintext);
    await waitingForLock(1);
    await admin.query("ROLLBACK");
    expect(await asked).toMatchObject({ state: "accepted", key: { revision: 1 } });
  });

  it("reaches the decisions that wait for it, and no other key of their batch", async () => {
    const bystander = await createKey({ organizationId });
    await admin.query("BEGIN");
    await admin.query("UPDATE api_keys SET permissions = '{FLOWS:READ}' WHERE id = $1", [key.id]);
    const asked = Promise.all([call(store, key.plaintext), call(store, bystander.plaintext)]);
    await waitingForLock(1);
    await admin.query("COMMIT");
    expect(await asked).toMatchObject([
      { state: "accepted", key: { permissions: ["FLOWS:READ"] } },
      { state: "accepted", key: { permissions: ["*"] } },
    ]);
  });

  it("that comes again and again before decisions see it ends in a refusal, not in a loop", async () => {
    const clients = [admin, new Client({ connectionString: env().DATABASE_URL })] as const;
    await clients[1].connect();
    const change = `BEGIN; UPDATE key_windows SET revision = DEFAULT WHERE key_id = '${key.id}'`;
    await admin.query(change);
    const asked = call(store, key.plaintext).catch((error: unknown) => error);
    for (let round = 0; round <= 5; round += 1) {
      const [holder, next] = round % 2 ? [clients[1], clients[0]] : clients;
      await waitingForLock(1);
      const queued = next.query(change);
      await waitingForLock(2, "");
      await holder.query("COMMIT");
      await queued;
    }
    expect(await asked).toMatchObject({ code: "unavailable" });
    expect(abandonedBatches().length).toBeGreaterThan(0);
    await Promise.all(clients.map((client) => client.query("COMMIT")));
    await clients[1].end();
  });

  it("holds up no other key, also where two changes take long", async () => {
    const held = [key, await createKey({ organizationId })];
    const bystander = await createKey({ organizationId });
    await admin.query("BEGIN");
    await admin.query("SELECT 1 FROM key_windows WHERE key_id = ANY ($1) FOR UPDATE", [
      held.map(({ id }) => id),
    ]);
    const asked: ReturnType<typeof call>[] = [];
    for (const { plaintext } of held) {
      asked.push(call(store, plaintext));
      await waitingForLock(asked.length);
    }
    expect(states([await call(store, bystander.plaintext)])).toEqual({ accepted: 1 });
    await admin.query("COMMIT");
    expect(states(await Promise.all(asked))).toEqual({ accepted: 2 });
  });

  it("that locks keys crosswise undoes a decision at most for a moment", async () => {
    const [low, high] = [key, await createKey({ organizationId })].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    if (!low || !high) throw new Error("two keys are needed");
    const hold = "SELECT 1 FROM key_windows WHERE key_id = $1 FOR UPDATE";
    await admin.query("SET deadlock_timeout = '20s'");
    await admin.query("BEGIN");
    await admin.query(hold, [high.id]);
    const asked = Promise.all([call(store, low.plaintext), call(store, high.plaintext)]);
    await waitingForLock(1);
    await admin.query(hold, [low.id]);
    await admin.query("COMMIT");
    expect(states(await asked)).toEqual({ accepted: 2 });
  });
});

describe("the decisions of a process", () => {
  it("that are under way when it closes are made", async () => {
    const closing = openDecisions();
    await call(closing, key.plaintext);
    await admin.query("BEGIN");
    await admin.query("SELECT 1 FROM key_windows WHERE key_id = $1 FOR UPDATE", [key.id]);
    const asked = call(closing, key.plaintext);
    await waitingForLock(1);
    const closed = closing.close();
    await admin.query("COMMIT");
    expect(await asked).toMatchObject({ state: "accepted" });
    await closed;
  });

  it("are made by one store", async () => {
    expect(decisions()).toBe(decisions());
    expect(states([await call(decisions(), key.plaintext)])).toEqual({ accepted: 1 });
    await decisions().close();
  });
});
