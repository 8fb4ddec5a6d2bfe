import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "@/lib/core/outcome";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey, type KeyFacts } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { countRequests } from "@/tests/factories/usage";
import { callRoute } from "@/tests/support/call-route";
import { aMoment, viewOfKey } from "@/tests/support/key-view";
import { GET } from "./route";

const DAY = 86_400_000;
const now = Date.now();
const inDays = (days: number) => new Date(now + days * DAY);

let owner: Person;
let organizationId: string;
const made: CreatedKey[] = [];

const list = (query = "", { token } = owner) =>
  callRoute(GET, "GET", {
    headers: { Authorization: `Bearer ${token}` },
    path: `/v1/api-keys${query}`,
  });
const names = ({ body }: { body: unknown }): string[] =>
  Object(body).data.map(({ name }: { name: string }) => name);

async function make(facts: Omit<KeyFacts, "organizationId">, daysOld: number) {
  const key = await createKey({ organizationId, ...facts });
  await prisma().$executeRaw`
    UPDATE api_keys SET created_at = ${inDays(-daysOld)} WHERE id = ${key.id}`;
  made.push(key);
  return key;
}

async function use({ id, secretId }: CreatedKey, daysAgo: number) {
  const at = inDays(-daysAgo);
  const use = { keyId: id, secretId, firstAt: at, lastAt: at, address: "192.0.2.0/24" };
  await prisma().secretUse.create({ data: use });
}

afterAll(closeUsagePool);

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
  await make({ name: "Revoked", revokedAt: inDays(-1) }, 9);
  await make({ name: "Expired", expiresAt: inDays(-1) }, 8);
  await make({ name: "Disabled", disabledAt: inDays(-1) }, 7);
  await make({ name: "Soon", expiresAt: inDays(13), environment: "test" }, 6);
  await make({ name: "Later", expiresAt: inDays(100) }, 5);
  await use(await make({ name: "idle" }, 60), 31);
  await use(await make({ name: "100% sure" }, 4), 2);
  await use(await make({ name: "Zed_1" }, 3), 1);
  await make({ name: "مفتاح 🗝" }, 2);
  await createKey({ organizationId: (await createPerson()).principal.organizationId });
});

const NEWEST = [
  "مفتاح 🗝",
  "Zed_1",
  "100% sure",
  "Later",
  "Soon",
  "Disabled",
  "Expired",
  "Revoked",
  "idle",
];

describe("GET 200", () => {
  it("lists the keys of the organization, newest first, under both names", async () => {
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(names(answer)).toEqual(NEWEST);
    const { data, apiKeys, ...rest } = Object(answer.body);
    expect(apiKeys).toEqual(data);
    expect(rest).toEqual({
      pagination: { nextCursor: null, hasMore: false, limit: 50 },
      total: 9,
      timestamp: aMoment,
    });
  });

  it("shows every field of a key, and of its secret no more than the ends", async () => {
    const own = await createPerson();
    const key = await createKey({ organizationId: own.principal.organizationId });
    await use(key, 0);
    const answer = await list("", own);
    const used = { lastUsedAt: new Date(now).toISOString(), lastUsedFrom: "192.0.2.0/24" };
    const { plaintext: plainKey, id } = key;
    expect(Object(answer.body).data).toEqual([viewOfKey({ plainKey, id, ...used })]);
    expect(JSON.stringify(answer.body)).not.toContain(plainKey.slice(12, -4));
  });

  it("is empty in an organization without keys", async () => {
    const answer = await list("", await createPerson());
    expect(answer.body).toMatchObject({ data: [], apiKeys: [], total: 0 });
  });

  it.each([
    ["revoked", ["Revoked"]],
    ["expired", ["Expired"]],
    ["disabled", ["Disabled"]],
    ["expires_soon", ["Soon"]],
    ["idle", ["idle"]],
    ["active", ["مفتاح 🗝", "Zed_1", "100% sure", "Later"]],
    ["limited", []],
    ["failing", []],
    ["rotating", []],
  ])("filters by the status %s and counts what is left", async (status, expected) => {
    const answer = await list(`?status=${status}`);
    expect(names(answer)).toEqual(expected);
    expect(Object(answer.body).total).toBe(expected.length);
  });

  it("tells keys that are often limited, fail or rotate, once they had ten requests", async () => {
    const busy = await createPerson();
    const { organizationId: place } = busy.principal;
    const make = async (name: string, outcome: Outcome, requests: number) => {
      const key = await createKey({ organizationId: place, name });
      await countRequests(key, { outcome, requests });
      await countRequests(key, { outcome: "ok", requests: 10 - requests });
      return key;
    };
    await make("limited", "limited", 2);
    await make("failing", "failed", 2);
    await make("just limited", "limited", 1);
    const hardlyUsed = await createKey({ organizationId: place, name: "hardly used" });
    await countRequests(hardlyUsed, { outcome: "failed", requests: 8 });
    await countRequests(hardlyUsed, { outcome: "ok", requests: 1 });
    const { secretId: id } = await make("rotating", "ok", 1);
    await prisma().apiSecret.update({ where: { id }, data: { retireAt: inDays(1) } });
    for (const status of ["limited", "failing", "rotating"]) {
      expect(names(await list(`?status=${status}`, busy))).toEqual([status]);
    }
    await make("step fails", "step_failed", 2);
    await make("takes too long", "timed_out", 2);
    await make("on a paused surface", "paused", 5);
    const failing = names(await list("?status=failing&sort=name&direction=asc", busy));
    expect(failing).toEqual(["failing", "on a paused surface", "step fails", "takes too long"]);
    const active = names(await list("?status=active&sort=name&direction=asc", busy));
    expect(active).toEqual(["hardly used", "just limited"]);
  });

  it("filters by environment", async () => {
    expect(names(await list("?environment=test"))).toEqual(["Soon"]);
    expect(Object((await list("?environment=production")).body).total).toBe(8);
  });

  it.each([
    ["zed", ["Zed_1"]],
    ["ZED_", ["Zed_1"]],
    ["100%", ["100% sure"]],
    ["مفتاح", ["مفتاح 🗝"]],
    ["🗝", ["مفتاح 🗝"]],
    ["  later ", ["Later"]],
    ["\\", []],
    ["'; DROP TABLE api_keys; --", []],
  ])("searches names for %j as it is written, letter case aside", async (search, expected) => {
    expect(names(await list(`?search=${encodeURIComponent(search)}`))).toEqual(expected);
  });

  it("finds a key by its id, its masked form and its last four", async () => {
    for (const { id, plaintext } of made.slice(0, 3)) {
      const [prefix, end] = [plaintext.slice(0, 12), plaintext.slice(-4)];
      for (const search of [id, prefix, end, `${prefix}…${end}`]) {
        const answer = await list(`?search=${encodeURIComponent(search)}`);
        expect(Object(answer.body).data.map((key: { id: string }) => key.id)).toContain(id);
      }
    }
  });

  it.each([
    ["name", ["100% sure", "Disabled", "Expired", "idle", "Later", "Revoked", "Soon", "Zed_1"]],
    ["createdAt", [...NEWEST].reverse()],
    ["lastUsedAt", ["idle", "100% sure", "Zed_1"]],
    ["expiresAt", ["Expired", "Soon", "Later"]],
  ])("sorts by %s, both ways, over pages as on one", async (sort, expected) => {
    for (const direction of ["asc", "desc"]) {
      const order = `sort=${sort}&direction=${direction}`;
      const whole = names(await list(`?${order}`));
      const wanted = direction === "asc" ? expected : [...expected].reverse();
      expect(whole.filter((name) => expected.includes(name))).toEqual(wanted);
      expect(await namesOverPages(`?${order}&limit=2`)).toEqual(whole);
    }
  });

  it("shows every key once over pages of one, those made at one moment included", async () => {
    const twin = await createPerson();
    organizationId = twin.principal.organizationId;
    for (const name of ["a", "b", "c"]) await make({ name }, 1);
    organizationId = owner.principal.organizationId;
    for (const sort of ["createdAt", "expiresAt", "lastUsedAt"]) {
      const seen = await namesOverPages(`?sort=${sort}&limit=1`, twin);
      expect(seen.sort()).toEqual(["a", "b", "c"]);
    }
  });

  it.each([
    ["emoji", "🗝".repeat(254)],
    ["quotes", '"'.repeat(254)],
    ["Arabic letters", "م".repeat(254)],
  ])("continues after the longest names of %s", async (_what, start) => {
    const other = await createPerson();
    const { organizationId: place } = other.principal;
    for (const end of ["a", "b", "c"]) {
      await createKey({ organizationId: place, name: start + end });
    }
    const seen = await namesOverPages("?sort=name&direction=asc&limit=1", other);
    expect(seen).toEqual(["a", "b", "c"].map((end) => start + end));
  });
});

async function namesOverPages(query: string, person = owner): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const answer = await list(cursor ? `${query}&cursor=${cursor}` : query, person);
    expect(answer.status).toBe(200);
    seen.push(...names(answer));
    const { nextCursor, hasMore } = Object(answer.body).pagination;
    expect(hasMore).toBe(nextCursor !== null);
    cursor = nextCursor;
  } while (cursor !== null);
  return seen;
}
