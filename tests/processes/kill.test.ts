import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { requestIdOf, statuses } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { recordedUsage, repeated } from "@/tests/support/recorded-usage";
import { endServers, startServer } from "@/tests/support/server-process";
import { type Answered, eventually, startTraffic } from "@/tests/support/traffic";
import { awayFromEndOf } from "@/tests/support/within-window";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PATHS = ["/v1/records", "/v1/flows", "/v1/me"];

/** What a process decided is looked after by another one when it is at least so old. */
const GRACE = 16_000;

let installation: Installation;

beforeAll(async () => {
  installation = await createInstallation();
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

/** The ids that these answers say they created. */
function created(answers: readonly Answered[], path: string): string[] {
  return answers
    .filter(({ status, question }) => status === 201 && question.path === path)
    .map(({ text }) => JSON.parse(text).id);
}

describe("kill -9 in the middle of traffic", () => {
  it("loses nothing that was answered, and every accepted request is in usage exactly once", async () => {
    await awayFromEndOf("hour", 60_000);
    const key = await createKey({ organizationId: await createOrganization() });
    const server = await startServer(installation);
    let asked = 0;
    const traffic = startTraffic(16, () => {
      asked += 1;
      const path = PATHS[asked % PATHS.length] ?? "";
      const call = { port: server.port, path, headers: key.headers };
      if (path === "/v1/me") return call;
      const name = `Number ${asked}`;
      const body = path === "/v1/flows" ? { name, steps: [] } : { type: "customer", name };
      return { ...call, method: "POST", body };
    });
    await traffic.more(600);
    await server.end("SIGKILL");
    const killedAt = performance.now();
    await traffic.stop();
    expect(server.survivors()).toEqual([]);
    const accepted = traffic.answered.filter(({ status }) => status < 300);
    expect(Object.keys(statuses(accepted))).toEqual(["200", "201"]);
    const before = await recordedUsage(key.id);

    await new Promise((resolve) => setTimeout(resolve, GRACE + killedAt - performance.now()));
    await startServer(installation);
    const usage = await eventually(async () => {
      const seen = await recordedUsage(key.id);
      return seen.journal === 0 && seen.waiting === 0 ? seen : undefined;
    });
    const answered = accepted.map(requestIdOf);
    expect(answered.filter((id) => !usage.requestIds.includes(id))).toEqual([]);
    expect(repeated(usage.requestIds)).toEqual([]);
    expect(usage.requestIds.length).toBeGreaterThan(before.requestIds.length);
    const { length } = usage.requestIds;
    expect(usage).toMatchObject({ accepted: length, charged: length });
    expect(usage).toMatchObject({ minutes: length, hours: length, days: length });

    const records = created(traffic.answered, "/v1/records");
    const flows = created(traffic.answered, "/v1/flows");
    expect(records.length * flows.length).toBeGreaterThan(0);
    expect(await prisma().record.count({ where: { id: { in: records } } })).toBe(records.length);
    expect(await prisma().flow.count({ where: { id: { in: flows } } })).toBe(flows.length);
  });
});
