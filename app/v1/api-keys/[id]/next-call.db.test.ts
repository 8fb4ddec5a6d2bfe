import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { awayFromEndOf, endOfWindow, expectWait } from "@/tests/support/within-window";
import { GET as listFlows } from "../../flows/route";
import { GET as getMe } from "../../me/route";
import { POST as createRecord, GET as listRecords } from "../../records/route";
import { DELETE, PUT } from "./route";

let owner: Person;
let organizationId: string;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

beforeEach(async () => {
  await awayFromEndOf("hour", 20_000);
  key = await createKey({ organizationId });
});

const asOwner = () => ({ Authorization: `Bearer ${owner.token}` });

async function change(body: unknown) {
  const asked = { headers: asOwner(), params: { id: key.id }, body };
  expect((await callRoute(PUT, "PUT", asked)).status).toBe(200);
}

const call = (headers: Record<string, string> = {}) =>
  callRoute(getMe, "GET", { headers: { ...key.headers, ...headers } });
const callFrom = (address: string) => call({ [CLIENT_ADDRESS_HEADER]: address });
const sleepUntil = (moment: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));

const UNAUTHORIZED = {
  status: 401,
  body: { error: "Unauthorized", details: "Invalid or missing API key" },
};
const forbidden = (details: string) => ({ status: 403, body: { error: "Forbidden", details } });
const missing = (permission: string) => forbidden(`Missing required permission: ${permission}`);

describe("the very next call", () => {
  it("is 401 once the key is disabled, and 200 once it is enabled", async () => {
    expect((await call()).status).toBe(200);
    await change({ isActive: false });
    expect(await call()).toMatchObject(UNAUTHORIZED);
    await change({ isActive: true });
    expect((await call()).status).toBe(200);
  });

  it("is 401 once the key is revoked, permanently", async () => {
    expect((await call()).status).toBe(200);
    const asked = { headers: asOwner(), params: { id: key.id } };
    expect((await callRoute(DELETE, "DELETE", asked)).status).toBe(200);
    for (let again = 0; again < 3; again += 1) expect(await call()).toMatchObject(UNAUTHORIZED);
  });

  it("is 403 for what was taken, 200 for what was given and for what stays", async () => {
    const flows = () => callRoute(listFlows, "GET", key);
    const records = () => callRoute(listRecords, "GET", key);
    expect((await flows()).status).toBe(200);
    await change({ permissions: ["RECORDS:READ"] });
    expect(await flows()).toMatchObject(missing("FLOWS:READ"));
    expect((await records()).status).toBe(200);
    expect((await call()).body).toMatchObject({ permissions: ["RECORDS:READ"] });
    const body = { type: "customer", name: "Never" };
    const write = () => callRoute(createRecord, "POST", { ...key, body });
    expect(await write()).toMatchObject(missing("RECORDS:WRITE"));
    await change({ permissions: ["FLOWS:*", "RECORDS:*"] });
    expect((await flows()).status).toBe(200);
    expect((await write()).status).toBe(201);
  });

  it("is 401 once the expiry that was set has passed, and 200 when it is put off", async () => {
    const expiry = Date.now() + 4_000;
    await change({ expiresAt: new Date(expiry).toISOString() });
    expect((await call()).body).toMatchObject({ expiresAt: new Date(expiry).toISOString() });
    await sleepUntil(expiry + 50);
    expect(await call()).toMatchObject(UNAUTHORIZED);
    await change({ expiresAt: new Date(Date.now() + 86_400_000).toISOString() });
    expect((await call()).status).toBe(200);
    await change({ expiresAt: null });
    expect((await call()).body).toMatchObject({ expiresAt: null });
  });

  it("is 403 from an address that is no longer allowed, and 200 from one that is", async () => {
    expect((await callFrom("198.51.100.1")).status).toBe(200);
    await change({ allowedIps: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32"] });
    const away = forbidden("API key is not allowed from this address");
    for (const address of ["198.51.100.1", "203.0.113.8", "11.0.0.1", "2001:db9::1", "", "junk"]) {
      expect(await callFrom(address)).toMatchObject(away);
    }
    expect(await call()).toMatchObject(away);
    for (const address of ["203.0.113.7", "10.255.0.1", "::ffff:10.0.0.1", "2001:db8:ffff::1"]) {
      expect((await callFrom(address)).status).toBe(200);
    }
    await change({ allowedIps: [] });
    expect((await callFrom("198.51.100.1")).status).toBe(200);
  });

  it.each([
    ["Hourly", "rateLimitPerHour", "hour", 3_600],
    ["Daily", "rateLimitPerDay", "day", 86_400],
  ])("is 429 once the %s limit is lowered under what was used", async (name, field, at, length) => {
    for (let used = 0; used < 3; used += 1) expect((await call()).status).toBe(200);
    await change({ [field]: 2 });
    const askedAt = Date.now();
    const answer = await call();
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({
      error: "Rate limit exceeded",
      details: `${name} limit of 2 requests reached`,
    });
    const header = (title: string) => answer.headers.get(title);
    const reset = endOfWindow(length);
    const wait = Number(header("retry-after"));
    expect(header("x-ratelimit-limit")).toBe("2");
    expect(header("x-ratelimit-remaining")).toBe("0");
    expect(header("x-ratelimit-reset")).toBe(`${reset}`);
    expect(header("ratelimit-policy")).toContain(`"${at}";q=2;w=${length}`);
    expect(header("ratelimit")).toContain(`"${at}";r=0;t=${wait}`);
    expectWait(wait, reset, askedAt);
  });

  it("is 200 again once the limit is raised, and what was refused was not charged", async () => {
    await change({ rateLimitPerHour: 2 });
    const statuses = [];
    for (let asked = 0; asked < 4; asked += 1) statuses.push((await call()).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    await change({ rateLimitPerHour: 4 });
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("1");
    expect(answer.body).toMatchObject({ limits: [{ window: "hour", limit: 4, remaining: 1 }, {}] });
  });

  it("knows the key by its new name", async () => {
    await change({ name: "Renamed" });
    expect((await call()).body).toMatchObject({ name: "Renamed" });
  });
});

describe("calls during a change", () => {
  it("are each judged by the key before it or after it, and after it by the new one alone", async () => {
    const calling = Promise.all(Array.from({ length: 20 }, () => call()));
    await change({ isActive: false });
    const after = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set([401]));
    for (const { status } of await calling) expect([200, 401]).toContain(status);
  });
});
