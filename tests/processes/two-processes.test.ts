import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CreatedKey, createKey, type KeyFacts } from "@/tests/factories/key";
import { createPerson, endSession, type Person } from "@/tests/factories/people";
import { ask, type Question, type Reply, statuses } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { pause, startTraffic, type Traffic } from "@/tests/support/traffic";
import { awayFromEndOf } from "@/tests/support/within-window";

const AT_ONCE = 24;
const UNAUTHORIZED = { error: "Unauthorized", details: "Invalid or missing API key" };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let installation: Installation;
let person: Person;
let first: ServerProcess;
let second: ServerProcess;

beforeAll(async () => {
  installation = await createInstallation();
  person = await createPerson();
  [first, second] = await Promise.all([startServer(installation), startServer(installation)]);
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

function makeKey(facts: Omit<KeyFacts, "organizationId"> = {}): Promise<CreatedKey> {
  return createKey({ organizationId: person.principal.organizationId, ...facts });
}

/** A change of a key by the person, through the first process. */
async function change(method: string, path: string, body?: unknown): Promise<Reply> {
  const headers = { Authorization: `Bearer ${person.token}` };
  const reply = await ask(first, { method, path: `/v1/api-keys/${path}`, headers, body });
  expect([path, reply.status, reply.text]).toEqual([path, 200, expect.any(String)]);
  return reply;
}

/** Calls with a key over both processes in turn, without a pause. */
function callsOverBoth(key: CreatedKey, question: Question = {}): Traffic {
  let asked = 0;
  return startTraffic(AT_ONCE, () => {
    asked += 1;
    const { port } = asked % 2 ? first : second;
    return { port, headers: key.headers, ...question };
  });
}

/** Makes a change while calls are under way; the statuses of calls begun before and after its answer. */
async function duringCalls(calls: Traffic, make: () => Promise<unknown>) {
  await calls.more(50);
  await make();
  const answeredAt = performance.now();
  await calls.more(200);
  await calls.stop();
  expect(calls.unanswered).toEqual([]);
  const before = calls.answered.filter(({ startedAt }) => startedAt < answeredAt);
  const after = calls.answered.filter(({ startedAt }) => startedAt >= answeredAt);
  return { before: Object.keys(statuses(before)), after: Object.keys(statuses(after)) };
}

describe("two processes on one database", () => {
  it("refuse a key from the answer of its revocation on, with calls under way all the time", async () => {
    const key = await makeKey();
    const calls = callsOverBoth(key);
    const { before, after } = await duringCalls(calls, () => change("DELETE", key.id));
    expect(before).toContain("200");
    expect(after).toEqual(["401"]);
    const refused = await ask(second, key);
    expect(JSON.parse(refused.text)).toEqual(UNAUTHORIZED);
    expect(refused.headers["www-authenticate"]).toBe(
      'Bearer realm="runtype", error="invalid_token"',
    );
  });

  it("let nothing be created with a key once its revocation is answered", async () => {
    const key = await makeKey();
    let made = 0;
    const calls = startTraffic(AT_ONCE, () => {
      made += 1;
      const body = { type: "customer", name: `During ${made}` };
      const { port } = made % 2 ? first : second;
      return { port, method: "POST", path: "/v1/records", headers: key.headers, body };
    });
    const { before, after } = await duringCalls(calls, () => change("DELETE", key.id));
    expect(before).toContain("201");
    expect(after).toEqual(["401"]);
  });

  it("refuse a disabled key and admit it again, each from the answer on", async () => {
    const key = await makeKey();
    const off = await duringCalls(callsOverBoth(key), () =>
      change("PUT", key.id, { isActive: false }),
    );
    expect(off.after).toEqual(["401"]);
    const on = await duringCalls(callsOverBoth(key), () =>
      change("PUT", key.id, { isActive: true }),
    );
    expect(on).toEqual({ before: expect.arrayContaining(["401"]), after: ["200"] });
  });

  it("hold an edit of permissions from its answer on", async () => {
    const key = await makeKey({ permissions: ["RECORDS:READ", "FLOWS:READ"] });
    const records = { path: "/v1/records" };
    const taken = await duringCalls(callsOverBoth(key, records), () =>
      change("PUT", key.id, { permissions: ["FLOWS:READ"] }),
    );
    expect(taken.after).toEqual(["403"]);
    const given = await duringCalls(callsOverBoth(key, records), () =>
      change("PUT", key.id, { permissions: ["RECORDS:READ"] }),
    );
    expect(given.after).toEqual(["200"]);
  });

  it("hold an edit of limits and of allowed addresses from its answer on", async () => {
    const key = await makeKey();
    const limited = await duringCalls(callsOverBoth(key), () =>
      change("PUT", key.id, { rateLimitPerHour: 1 }),
    );
    expect(limited.after).toEqual(["429"]);
    await change("PUT", key.id, { rateLimitPerHour: 100_000 });
    const banned = await duringCalls(callsOverBoth(key), () =>
      change("PUT", key.id, { allowedIps: ["192.0.2.0/24"] }),
    );
    expect(banned.after).toEqual(["403"]);
  });

  it("refuse a key from the moment an edit lets it expire, and admit it when that is put off", async () => {
    const key = await makeKey();
    const expiresAt = Date.now() + 1_500;
    await change("PUT", key.id, { expiresAt: new Date(expiresAt).toISOString() });
    const calls = callsOverBoth(key);
    await pause(expiresAt - Date.now());
    const { before, after } = await duringCalls(calls, async () => undefined);
    expect(before).toContain("200");
    expect(after).toEqual(["401"]);
    await change("PUT", key.id, { expiresAt: null });
    expect((await ask(second, key)).status).toBe(200);
  });

  it("take both secrets of a rotated key, on one limit, and the newest alone once there is no grace", async () => {
    await awayFromEndOf("hour", 20_000);
    const key = await makeKey({ limitPerHour: 10 });
    const rotated = JSON.parse((await change("POST", `${key.id}/rotate`, {})).text);
    const renewed = { headers: { Authorization: `Bearer ${rotated.plainKey}` } };
    const both = [key, renewed];
    const remaining: unknown[] = [];
    for (const server of [first, second, first, second]) {
      for (const secret of both) {
        const { status, headers } = await ask(server, secret);
        expect(status).toBe(200);
        remaining.push(headers["x-ratelimit-remaining"]);
      }
    }
    expect(remaining).toEqual(["9", "8", "7", "6", "5", "4", "3", "2"]);
    const again = JSON.parse((await change("POST", `${key.id}/regenerate`, {})).text);
    const newest = { headers: { Authorization: `Bearer ${again.plainKey}` } };
    for (const server of [second, first]) {
      expect((await ask(server, key)).status).toBe(401);
      expect((await ask(server, renewed)).status).toBe(401);
      expect((await ask(server, newest)).status).toBe(200);
    }
    expect((await ask(second, newest)).status).toBe(429);
  });

  it("refuse a session that has ended", async () => {
    const other = await createPerson({ organizationId: person.principal.organizationId });
    const asThem = { headers: { Authorization: `Bearer ${other.token}` } };
    expect((await ask(second, asThem)).status).toBe(200);
    await endSession(other.principal.sessionId);
    expect((await ask(first, asThem)).status).toBe(401);
    expect((await ask(second, asThem)).status).toBe(401);
  });
});
