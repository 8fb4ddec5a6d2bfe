import { afterAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import type { UserPrincipal } from "@/lib/policy/principal";
import type { Verb } from "@/lib/services/verb";
import { createPerson } from "@/tests/factories/people";
import { countRequests } from "@/tests/factories/usage";
import { platformKeyForm } from "./form";
import {
  platformKeyDecisions,
  platformKeyFirstUse,
  platformKeyOverview,
  platformKeyTable,
} from "./reads";
import { createPlatformKey, revokePlatformKey, rotatePlatformKey } from "./writes";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterAll(closeUsagePool);

function as(principal: UserPrincipal) {
  return { principal, requestId: newId("request") };
}

async function newKey(principal: UserPrincipal, facts: object = {}) {
  const input = { name: "Deploy script", ...facts };
  const { apiKey } = await createPlatformKey.perform(as(principal), () => input);
  const { id: secretId } = await prisma().apiSecret.findFirstOrThrow({
    where: { keyId: apiKey.id },
    select: { id: true },
  });
  return { id: apiKey.id, secretId, organizationId: principal.organizationId };
}

type Key = Awaited<ReturnType<typeof newKey>>;

/** Calls of a moment, as the recorder leaves them behind. */
async function noteCalls(key: Key, at: Date, outcome: Outcome, requests: number) {
  const { id: keyId, secretId, organizationId } = key;
  const common = { keyId, secretId, organizationId, outcome, route: "/v1/flows" };
  await countRequests(key, { at, outcome, requests, durationUs: 1_500n * BigInt(requests) });
  for (let call = 0; call < requests; call += 1) {
    await prisma().usageEvent.create({
      data: {
        ...common,
        at: new Date(at.getTime() + call),
        requestId: newId("request"),
        method: "GET",
        status: 200,
        durationUs: 1_500,
        address: "192.0.2.0/24",
        userAgent: "sync/1.0",
      },
    });
  }
}

describe("the table", () => {
  it("counts the requests of each key by day, today last", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal);
    await newKey(principal, { name: "Silent" });
    await noteCalls(key, new Date(), "ok", 3);
    await noteCalls(key, new Date(), "limited", 1);
    await noteCalls(key, new Date(Date.now() - 2 * DAY), "ok", 2);
    const table = await platformKeyTable.perform(as(principal), () => ({ sort: "name" }));
    expect(table.keys.map(({ name, requestsLast7Days }) => [name, requestsLast7Days])).toEqual([
      ["Silent", [0, 0, 0, 0, 0, 0, 0]],
      ["Deploy script", [0, 0, 0, 0, 2, 0, 4]],
    ]);
  });
});

describe("the overview", () => {
  it("tells days by outcome, limits with their reset, and callers of the last day", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal, { rateLimitPerHour: 50 });
    await noteCalls(key, new Date(), "ok", 3);
    await noteCalls(key, new Date(), "forbidden", 1);
    await noteCalls(key, new Date(Date.now() - 3 * DAY), "ok", 2);
    const { id } = key;
    const overview = await platformKeyOverview.perform(as(principal), () => ({ id }));
    expect(overview.days.map(({ outcomes }) => outcomes)).toEqual([
      {},
      {},
      {},
      { ok: 2 },
      {},
      {},
      { ok: 3, forbidden: 1 },
    ]);
    expect(overview.limits).toMatchObject([
      { window: "hour", used: 0, allowed: 50 },
      { window: "day", used: 0, allowed: 10_000 },
    ]);
    for (const { resetsAt } of overview.limits) {
      expect(Date.parse(resetsAt)).toBeGreaterThan(Date.now());
      expect(Date.parse(resetsAt) % HOUR).toBe(0);
    }
    expect(overview.callers).toMatchObject([
      { address: "192.0.2.0/24", userAgent: "sync/1.0", requests: 4 },
    ]);
  });

  it("sets the callers of the old secret beside those of the new one while both work", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal);
    const { id } = key;
    await noteCalls(key, new Date(), "ok", 2);
    await rotatePlatformKey.perform(as(principal), () => ({ id, graceSeconds: 900 }));
    const { secrets } = await platformKeyOverview.perform(as(principal), () => ({ id }));
    expect(secrets).toMatchObject([
      { state: "current", retireAt: null, requestsLastDay: 0, callers: [] },
      { state: "retiring", requestsLastDay: 2, callers: [{ userAgent: "sync/1.0", requests: 2 }] },
    ]);
    await rotatePlatformKey.perform(as(principal), () => ({ id, graceSeconds: 0 }));
    const after = await platformKeyOverview.perform(as(principal), () => ({ id }));
    expect(after.secrets.map(({ state }) => state)).toEqual(["current", "retired", "retired"]);
  });

  it("names who revoked the key, and why", async () => {
    const { principal } = await createPerson();
    const { id } = await newKey(principal);
    await revokePlatformKey.perform(as(principal), () => ({ id, reason: "Leaked" }));
    const overview = await platformKeyOverview.perform(as(principal), () => ({ id }));
    expect(overview).toMatchObject({
      revokedBy: "Test Person",
      key: { status: "revoked", revokeReason: "Leaked" },
    });
  });
});

describe("the decisions", () => {
  it("are newest first, at most as many as asked for, and say whether there are more", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal);
    await noteCalls(key, new Date(Date.now() - 60_000), "ok", 3);
    const read = (limit: number) =>
      platformKeyDecisions.perform(as(principal), () => ({ id: key.id, limit }));
    const two = await read(2);
    expect(two.hasMore).toBe(true);
    const all = await read(20);
    expect(all.hasMore).toBe(false);
    expect(all.decisions.map(({ at }) => at)).toEqual(
      all.decisions.map(({ at }) => at).sort((one, other) => (one < other ? 1 : -1)),
    );
    expect(all.decisions[0]).toMatchObject({ outcome: "ok", duration: 1.5, method: "GET" });
  });
});

describe("the first use", () => {
  it("is that of the newest secret, not of one before it", async () => {
    const { principal } = await createPerson();
    const { id, secretId } = await newKey(principal);
    const read = () => platformKeyFirstUse.perform(as(principal), () => ({ id }));
    expect(await read()).toEqual({ firstUse: null });
    const at = new Date();
    await prisma().secretUse.create({
      data: { secretId, keyId: id, firstAt: at, lastAt: at, address: "192.0.2.0/24" },
    });
    expect(await read()).toEqual({ firstUse: { at: at.toISOString(), from: "192.0.2.0/24" } });
    await rotatePlatformKey.perform(as(principal), () => ({ id, graceSeconds: 900 }));
    expect(await read()).toEqual({ firstUse: null });
  });
});

describe("the form", () => {
  it("offers what the last key can do, unless a template already does", async () => {
    const { principal } = await createPerson();
    const templates = async () => {
      const { permissions } = await platformKeyForm.perform(as(principal), () => ({}));
      return permissions.test.templates.map(({ key }) => key);
    };
    const usual = ["read_only", "flow_runner", "records_sync", "analytics", "full_access"];
    expect(await templates()).toEqual(usual);
    await newKey(principal, { permissions: ["RECORDS:WRITE", "RECORDS:READ"] });
    expect(await templates()).toEqual(usual);
    await newKey(principal, { permissions: ["FLOWS:READ"] });
    expect(await templates()).toEqual([...usual, "last_key"]);
  });

  it("says why full access is not for test keys", async () => {
    const { principal } = await createPerson();
    const { permissions } = await platformKeyForm.perform(as(principal), () => ({}));
    const reasonIn = (environment: "test" | "production") =>
      permissions[environment].templates.find(({ key }) => key === "full_access")?.disabledReason;
    expect(reasonIn("test")).toBe("Test keys cannot hold full access.");
    expect(reasonIn("production")).toBeNull();
  });
});

it("no screen shows a key of another organization", async () => {
  const { principal } = await createPerson();
  const stranger = await createPerson();
  const { id } = await newKey(principal);
  const verbs: Verb[] = [platformKeyOverview, platformKeyDecisions, platformKeyFirstUse];
  for (const verb of verbs) {
    await expect(verb.perform(as(stranger.principal), () => ({ id }))).rejects.toMatchObject({
      code: "not_found",
    });
  }
  const table = await platformKeyTable.perform(as(stranger.principal), () => ({}));
  expect(table.total).toBe(0);
});
