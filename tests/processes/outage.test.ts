import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sweepDead } from "@/lib/background/sweeper";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { ask, type Question, requestIdOf, statuses } from "@/tests/support/ask";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { createOwnDatabase, type OwnDatabase } from "@/tests/support/own-database";
import { proofCount } from "@/tests/support/proof";
import { recordedUsage, repeated } from "@/tests/support/recorded-usage";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { type Answered, eventually, pause, startTraffic } from "@/tests/support/traffic";
import { migrate } from "../../scripts/migrate.mjs";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

/** For how many seconds the database is away. */
const ABSENCES = [1, 60].slice(0, proofCount(1, 2));

let installation: Installation;
let database: OwnDatabase;
let server: ServerProcess;
/** Another server, and its wire to the database. */
let other: ServerProcess;
let network: FlakyNetwork;
let person: Person;
let key: CreatedKey;

beforeAll(async () => {
  installation = await createInstallation();
  database = await createOwnDatabase();
  await migrate(database.ownerUrl, { application: database.url });
  process.env.DATABASE_URL = database.url;
  person = await createPerson();
  key = await createKey({ organizationId: person.principal.organizationId });
  network = new FlakyNetwork(database.url);
  const behind = { DATABASE_URL: await network.open(), RUNTYPE_LOG_LEVEL: "silent" };
  [server, other] = await Promise.all([
    startServer(installation),
    startServer(installation, behind),
  ]);
  // An outage is logged a lot: that nobody reads it must not matter either.
  server.deafen();
});

afterAll(async () => {
  await endServers();
  await network.close();
  await closeUsagePool();
  await prisma().$disconnect();
  await pool().end();
  await database.remove();
  installation.remove();
});

let asked = 0;

/** Reads and writes with the good key, in turn and without a pause. */
function startCalls() {
  return startTraffic(16, () => {
    asked += 1;
    const { port } = server;
    if (asked % 2) return { port, headers: key.headers };
    const body = { type: "customer", name: `Number ${asked}` };
    return { port, method: "POST", path: "/v1/records", headers: key.headers, body };
  });
}

/** Answers to requests that were decided and therefore count. */
function decided(answers: readonly Answered[]): Answered[] {
  return answers.filter(({ headers }) => headers["x-ratelimit-limit"] !== undefined);
}

/** A call by a page of another site, and more documents than are read at a time. */
function fromAnywhere(): Question[] {
  const surface = `/v1/products/${newId("product")}/surfaces/${newId("surface")}`;
  const headers = { ...key.headers, Origin: "https://app.example.com" };
  const called = { method: "POST", path: `${surface}/api/greet`, headers, body: {} };
  return [called, ...Array.from({ length: 5 }, () => ({ path: `${surface}/openapi.json` }))];
}

async function whileDown(): Promise<void> {
  const session = { headers: { Authorization: `Bearer ${person.token}` } };
  const cookie = { headers: { Cookie: person.cookie } };
  const write = { method: "POST", path: "/v1/records", body: { type: "a", name: "b" } };
  const calls = [{}, { path: "/v1/flows" }, write].map((call) => ({
    ...call,
    headers: key.headers,
  }));
  const many = Array.from({ length: 10 }, () => calls).flat();
  const asked = [...many, session, cookie, ...fromAnywhere()];
  const replies = await Promise.all(asked.map((call) => ask(server, call)));
  for (const { status, headers, text } of replies) {
    expect([status, headers["retry-after"], text.includes("Try again")]).toEqual([503, "1", true]);
  }
  const junk = [{}, { headers: { Authorization: "Bearer junk" } }, badChecksum()];
  for (const { status } of await Promise.all(junk.map((call) => ask(server, call))))
    expect(status).toBe(401);
  expect((await ask(server, { path: "/v1/openapi.json" })).status).toBe(200);
  expect((await ask(server, { path: "/healthz" })).status).toBe(200);
  const ready = await ask(server, { path: "/readyz" });
  expect([ready.status, JSON.parse(ready.text).database]).toEqual([503, "unreachable"]);
}

function badChecksum(): Question {
  const end = key.plaintext.endsWith("0") ? "1" : "0";
  return { headers: { Authorization: `Bearer ${key.plaintext.slice(0, -1)}${end}` } };
}

describe.each(ABSENCES)("while the database is down for %i s", (seconds) => {
  it("nobody is let in, junk is refused as ever, and nothing that was answered is lost", async () => {
    const former = startCalls();
    await former.more(400);
    await database.crash();
    const downAt = performance.now();
    await whileDown();
    await former.stop();
    while (performance.now() - downAt < seconds * 1_000) await pause(200).then(whileDown);
    const calls = startCalls();
    await calls.more(100);
    const upAt = performance.now();
    await database.restart();
    await eventually(async () => (await ask(server, key)).status === 200 || undefined);
    await calls.more(400);
    await calls.stop();

    expect([...former.unanswered, ...calls.unanswered]).toEqual([]);
    const answered = [...former.answered, ...calls.answered];
    const during = answered.filter(
      ({ startedAt, endedAt }) => startedAt > downAt && endedAt < upAt,
    );
    expect(Object.keys(statuses(during))).toEqual(["503"]);
    const { records, ids } = promises(answered);
    expect(await prisma().record.count({ where: { id: { in: records } } })).toBe(records.length);
    const usage = await eventually(async () => {
      const seen = await recordedUsage(key.id);
      const isWhole = seen.journal === 0 && seen.waiting === 0;
      return isWhole && ids.every((id) => seen.requestIds.includes(id)) ? seen : undefined;
    });
    expect(repeated(usage.requestIds)).toEqual([]);
    const { length } = usage.requestIds;
    expect(usage).toMatchObject({ accepted: length, minutes: length, hours: length, days: length });
  });
});

describe("a process that is cut off from the database", () => {
  it("settles its own requests once it is back, though others took it for dead", async () => {
    const mine = await createKey({ organizationId: person.principal.organizationId });
    const calls = startTraffic(8, () => ({ port: other.port, headers: mine.headers }));
    await calls.more(200);
    await network.become("down");
    await calls.stop();
    const answered = calls.answered.filter(({ status }) => status === 200).map(requestIdOf);
    const interrupted = async () => {
      const { rows } = await pool().query<{ id: string }>(
        "SELECT request_id AS id FROM usage_events WHERE key_id = $1 AND outcome = 'interrupted'",
        [mine.id],
      );
      return rows.map(({ id }) => id);
    };
    await eventually(async () => {
      await sweepDead("none", 0);
      return (await recordedUsage(mine.id)).journal === 0 || undefined;
    });
    expect(await interrupted()).not.toEqual([]);

    await network.become("fine");
    const usage = await eventually(async () => {
      const isSettled = !(await interrupted()).some((id) => answered.includes(id));
      const seen = await recordedUsage(mine.id);
      return isSettled && seen.waiting === 0 ? seen : undefined;
    });
    expect(answered.filter((id) => !usage.requestIds.includes(id))).toEqual([]);
    expect(repeated(usage.requestIds)).toEqual([]);
    expect(usage).toMatchObject({ accepted: usage.charged, hours: usage.charged });
  });
});

describe("while the database does not answer", () => {
  it.each(ABSENCES)(
    "everyone hears so before it is back, for %i s, and all is well after",
    async (seconds) => {
      const session = { headers: { Authorization: `Bearer ${person.token}` } };
      const calls = [key, session, { path: "/readyz" }, { ...session, path: "/v1/flows" }];
      for (const call of calls) expect((await ask(other, call)).status).toBe(200);
      await network.become("silent");
      const silentAt = performance.now();
      do {
        // What /readyz found is a second old at most.
        await pause(1_100);
        const replies = await Promise.all(
          [...calls, ...calls, ...fromAnywhere()].map((call) => ask(other, call)),
        );
        for (const { status, headers } of replies) {
          expect([status, headers["retry-after"]]).toEqual([503, "1"]);
        }
      } while (performance.now() - silentAt < seconds * 1_000);
      expect((await ask(other, { path: "/healthz" })).status).toBe(200);
      await network.become("fine");
      for (const call of calls) {
        await eventually(async () => (await ask(other, call)).status === 200 || undefined);
      }
    },
  );

  it("a process ends when it is told to, and exits with 0", async () => {
    await network.become("silent");
    const exit = await other.end();
    expect(exit).toMatchObject({ code: 0 });
  });
});

describe("when the database is down for good", () => {
  it("the server ends when it is told to, and exits with 0", async () => {
    await database.crash();
    const exit = await server.end();
    await database.restart();
    expect(exit).toMatchObject({ code: 0 });
  });
});

/** What the answers say is done: records created, and requests decided. */
function promises(answers: readonly Answered[]): { records: string[]; ids: string[] } {
  const records = answers
    .filter(({ status }) => status === 201)
    .map(({ text }): string => JSON.parse(text).id);
  expect(records.length).toBeGreaterThan(0);
  return { records, ids: decided(answers).map(requestIdOf) };
}
