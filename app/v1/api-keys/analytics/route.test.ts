import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { aMoment } from "@/tests/support/key-view";
import { GET, PUT } from "./route";

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

let owner: Person;
let organizationId: string;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

const summarise = ({ token }: Person, query = "") =>
  callRoute(GET, "GET", {
    headers: { Authorization: `Bearer ${token}` },
    path: `/v1/api-keys/analytics${query}`,
  });

async function use({ id: keyId, secretId }: CreatedKey, at: Date) {
  await prisma().secretUse.create({ data: { keyId, secretId, firstAt: at, lastAt: at } });
}

describe("200", () => {
  it("counts keys by what they are, and lists them by their last use", async () => {
    const dead = { revokedAt: daysAgo(1) };
    const active = await createKey({ organizationId, name: "Active" });
    const busy = await createKey({ organizationId, name: "Busy" });
    const disabled = await createKey({ organizationId, name: "Disabled", disabledAt: daysAgo(1) });
    const expired = await createKey({ organizationId, name: "Expired", expiresAt: daysAgo(1) });
    const both = await createKey({ organizationId, ...dead, expiresAt: daysAgo(2), name: "Both" });
    await createKey({ organizationId: (await createPerson()).principal.organizationId });
    const moments = { busy: daysAgo(0), expired: daysAgo(2), both: daysAgo(5) };
    await use(busy, moments.busy);
    await use(expired, moments.expired);
    await use(both, moments.both);
    const answer = await summarise(owner);
    const { analytics, timestamp } = Object(answer.body);
    const row = ({ id, plaintext }: CreatedKey, name: string, isActive: boolean, at?: Date) => ({
      id,
      name,
      keyPrefix: plaintext.slice(0, 12),
      lastUsedAt: at?.toISOString() ?? null,
      isActive,
    });
    expect(answer.status).toBe(200);
    expect(timestamp).toEqual(aMoment);
    expect({ ...analytics, keyBreakdown: [] }).toEqual({
      totalKeys: 5,
      activeKeys: 2,
      expiredKeys: 1,
      keyBreakdown: [],
      keyBreakdownHasMore: false,
    });
    expect(analytics.keyBreakdown.slice(0, 3)).toEqual([
      row(busy, "Busy", true, moments.busy),
      row(expired, "Expired", false, moments.expired),
      row(both, "Both", false, moments.both),
    ]);
    const unused = analytics.keyBreakdown.slice(3);
    expect(unused).toHaveLength(2);
    expect(unused).toContainEqual(row(active, "Active", true));
    expect(unused).toContainEqual(row(disabled, "Disabled", false));
  });

  it("counts nothing in an organization without keys", async () => {
    expect((await summarise(await createPerson())).body).toEqual({
      analytics: {
        totalKeys: 0,
        activeKeys: 0,
        expiredKeys: 0,
        keyBreakdown: [],
        keyBreakdownHasMore: false,
      },
      timestamp: aMoment,
    });
  });
});

describe("400", () => {
  it("refuses a query, for it has no meaning here", async () => {
    const answer = await summarise(owner, "?from=2026-01-01");
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields(["", 'Unrecognized key: "from"']));
  });
});

describe("401 and 403", () => {
  it("is for people alone", async () => {
    expect((await callRoute(GET, "GET", {})).status).toBe(401);
    const { headers } = await createKey({ organizationId });
    const answer = await callRoute(GET, "GET", { headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "This needs a signed-in person",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(PUT, "PUT", { body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});
