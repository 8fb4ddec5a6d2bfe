import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { ask, type Reply, statuses } from "@/tests/support/ask";
import { holdClock, setClock } from "@/tests/support/decision-world";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { proofCount } from "@/tests/support/proof";
import { recordedUsage } from "@/tests/support/recorded-usage";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { startTraffic } from "@/tests/support/traffic";

const ROUNDS = proofCount(1, 25);
const PROCESSES = 4;
const AT_ONCE = 16;
const HOUR = 3_600_000;

vi.setConfig({ testTimeout: 60_000 * ROUNDS, hookTimeout: 120_000 });

let installation: Installation;
let person: Person;
let servers: ServerProcess[];
/** What the database's clock says: it moves when a test moves it. */
let now = 0;

beforeAll(async () => {
  installation = await createInstallation();
  person = await createPerson();
  await holdClock();
  await moveTo(Math.ceil(Date.now() / HOUR) * HOUR);
  servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServer(installation)));
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

async function moveTo(at: number): Promise<void> {
  now = at;
  await setClock(at);
}

function makeKey(limitPerHour: number): Promise<CreatedKey> {
  return createKey({ organizationId: person.principal.organizationId, limitPerHour });
}

/** Calls with a key over all processes, without a pause; `until` waits for so many answers in all. */
function startCalls(key: CreatedKey) {
  const calls = servers.map(({ port }) =>
    startTraffic(AT_ONCE, () => ({ port, headers: key.headers })),
  );
  const answered = () => calls.flatMap((each) => each.answered);
  return {
    until: async (count: number) => {
      for (let seen = answered().length; seen < count; seen = answered().length)
        await Promise.race(calls.map(({ more }) => more(1)));
    },
    stop: async () => {
      await Promise.all(calls.map(({ stop }) => stop()));
      expect(calls.flatMap(({ unanswered }) => unanswered)).toEqual([]);
      return answered();
    },
  };
}

const letIn = (replies: readonly Reply[]) => statuses(replies)[200] ?? 0;

/** How many were let in, by the end of the window that they were counted in. */
function letInByReset(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { headers } of replies.filter(({ status }) => status === 200)) {
    const reset = String(headers["x-ratelimit-reset"]);
    counts[reset] = (counts[reset] ?? 0) + 1;
  }
  return counts;
}

describe(`${PROCESSES} processes on one database`, () => {
  it("let exactly 1,000 of 1,500 concurrent requests in on a limit of 1,000 an hour", async () => {
    await moveTo(now + HOUR / 2);
    const key = await makeKey(1_000);
    const replies = await Promise.all(
      Array.from({ length: 1_500 }, (_, n) => ask(servers[n % PROCESSES] ?? { port: 0 }, key)),
    );
    expect(statuses(replies)).toEqual({ 200: 1_000, 429: 500 });
    const reset = (Math.floor(now / HOUR) + 1) * 3_600;
    for (const { text, headers } of replies.filter(({ status }) => status === 429)) {
      expect(JSON.parse(text)).toEqual({
        error: "Rate limit exceeded",
        details: "Hourly limit of 1000 requests reached",
      });
      expect(headers).toMatchObject({
        "x-ratelimit-limit": "1000",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(reset),
        "retry-after": String(reset - now / 1_000),
      });
    }
    const places = replies
      .filter(({ status }) => status === 200)
      .map(({ headers }) => Number(headers["x-ratelimit-remaining"]));
    expect(places.sort((a, b) => b - a)).toEqual(Array.from({ length: 1_000 }, (_, n) => 999 - n));
  });

  it.each([
    ["raised", 1_200],
    ["lowered", 900],
  ])(
    `let exactly as many in as a limit says that was %s meanwhile (rounds: ${ROUNDS})`,
    async (_, limit) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = await makeKey(1_000);
        const calls = startCalls(key);
        await calls.until(200);
        const edited = await ask(servers[round % PROCESSES] ?? { port: 0 }, {
          method: "PUT",
          path: `/v1/api-keys/${key.id}`,
          headers: { Authorization: `Bearer ${person.token}` },
          body: { rateLimitPerHour: limit },
        });
        expect(edited.status).toBe(200);
        await calls.until(1_500);
        expect(letIn(await calls.stop())).toBe(limit);
        expect((await recordedUsage(key.id)).charged).toBe(limit);
      }
    },
  );

  it(`let exactly as many into each window as its limit says while windows end (rounds: ${ROUNDS})`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = await makeKey(250);
      const calls = startCalls(key);
      const ends: number[] = [];
      for (let end = 1; end <= 4; end += 1) {
        // Those under way at an end are counted before or after it; either way there are enough.
        await calls.until(end * 400);
        ends.push((Math.floor(now / HOUR) + 1) * 3_600);
        if (end < 4) await moveTo(now + HOUR);
      }
      const replies = await calls.stop();
      expect(letInByReset(replies)).toEqual(Object.fromEntries(ends.map((end) => [end, 250])));
      expect(Object.keys(statuses(replies))).toEqual(["200", "429"]);
    }
  });
});
