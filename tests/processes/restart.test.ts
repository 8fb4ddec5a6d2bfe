import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { ask, requestIdOf, statuses } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { RawConnection } from "@/tests/support/raw-connection";
import { recordedUsage, repeated } from "@/tests/support/recorded-usage";
import { endServers, startServer } from "@/tests/support/server-process";
import { eventually, pause, startTraffic } from "@/tests/support/traffic";
import { awayFromEndOf } from "@/tests/support/within-window";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let installation: Installation;
let organizationId = "";

beforeAll(async () => {
  installation = await createInstallation();
  organizationId = await createOrganization();
});

afterEach(endServers);

afterAll(() => installation.remove());

function makeKey(limitPerHour = 100_000): Promise<CreatedKey> {
  return createKey({ organizationId, limitPerHour });
}

describe("a restart", () => {
  it("continues with the counters where they were", async () => {
    await awayFromEndOf("hour", 20_000);
    const key = await makeKey(1_000);
    const before = await startServer(installation);
    for (let n = 0; n < 10; n += 1) await ask(before, key);
    await before.end();
    const after = await startServer(installation);
    const { headers } = await ask(after, key);
    expect(headers["x-ratelimit-remaining"]).toBe("989");
  });
});

describe("SIGTERM", () => {
  it("in the middle of traffic: every answer is in usage once, exit 0, no child left", async () => {
    await awayFromEndOf("hour", 20_000);
    const key = await makeKey();
    const server = await startServer(installation);
    const traffic = startTraffic(32, () => ({ port: server.port, headers: key.headers }));
    await traffic.more(1_000);
    const exit = await server.end();
    await traffic.stop();
    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(server.survivors()).toEqual([]);
    expect(Object.keys(statuses(traffic.answered))).toEqual(["200"]);
    const usage = await recordedUsage(key.id);
    const answered = traffic.answered.map(requestIdOf);
    expect(usage.requestIds.length).toBe(answered.length);
    expect(new Set(usage.requestIds)).toEqual(new Set(answered));
    const { length } = answered;
    expect(usage).toMatchObject({ accepted: length, charged: length, journal: 0, waiting: 0 });
    expect(usage).toMatchObject({ minutes: length, hours: length, days: length });
    expect(repeated(usage.requestIds)).toEqual([]);
  });

  it("lets a request under way finish, takes no new one, and waits no longer than it may for a caller who does not continue", async () => {
    const key = await makeKey();
    const other = await makeKey();
    const server = await startServer(installation);
    const body = JSON.stringify({ type: "customer", name: "Slow upload" });
    const slow = await RawConnection.open(server.port);
    slow.send(
      `POST /v1/records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key.plaintext}\r\n`,
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    const stuck = await RawConnection.open(server.port);
    stuck.send(
      `POST /v1/records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${other.plaintext}\r\n`,
      "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    await pause(300);
    const ended = server.end();
    await eventually(() =>
      ask(server, key).then(
        () => undefined,
        () => true,
      ),
    );
    slow.send(body.slice(10));
    expect(await slow.statuses()).toEqual([201]);
    const exit = await ended;
    expect(exit).toMatchObject({ code: 0 });
    const { requestIds, charged } = await recordedUsage(other.id);
    expect([requestIds.length, charged]).toEqual([1, 1]);
  });
});
