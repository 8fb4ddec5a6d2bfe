import { afterAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { countRequests } from "@/tests/factories/usage";
import { customerImpact } from "./impact";
import { customerOverview } from "./overview";
import { findAlikeCustomers } from "./reads";
import { customerTable } from "./table";

const { principal } = await createPerson();
const { organizationId } = principal;
const surface = await makeSurface({ organizationId });
const as = () => ({ principal, requestId: newId("request") });
const tableOf = (query: object) => customerTable.perform(as(), () => query);

afterAll(closeUsagePool);

const planId = await makePlan({ organizationId, name: "Pro", limitPerDay: 500 });
const busy = await createSurfaceKey(surface);
const quiet = await createSurfaceKey(surface);
const revoked = await createSurfaceKey(surface, { revokedAt: new Date() });
const disabled = await createSurfaceKey(surface, { disabledAt: new Date() });
const acme = await makeCustomer({ organizationId, name: "acme corp", externalId: "Acme", planId }, [
  busy,
  quiet,
  revoked,
  disabled,
]);
const zeta = await makeCustomer({ organizationId, name: "Zeta", status: "suspended" });
const beta = await makeCustomer({ organizationId, name: "Beta" });
const stranger = await createPerson();
await makeCustomer({ organizationId: stranger.principal.organizationId, externalId: "acme" });

const lastMonth = new Date();
lastMonth.setUTCDate(0);
await countRequests(busy, { requests: 7 });
await countRequests(busy, { requests: 2, outcome: "limited" });
await countRequests(revoked, { requests: 1 });
await countRequests(quiet, { requests: 5, at: lastMonth });

describe("the table of customers", () => {
  it("counts living keys, the requests of this month and of the last, and says when one was seen", async () => {
    const { customers, nextCursor } = await tableOf({ sort: "name", direction: "asc" });
    expect(nextCursor).toBeNull();
    expect(customers).toMatchObject([
      {
        id: acme,
        plan: { id: planId, name: "Pro" },
        keyCount: 3,
        requestsThisMonth: 10,
        requestsLastMonth: 5,
        lastSeenAt: expect.any(String),
      },
      { id: beta, plan: null, keyCount: 0, requestsThisMonth: 0, lastSeenAt: null },
      { id: zeta, status: "suspended" },
    ]);
  });

  it("is searched and filtered, and finds one by its id", async () => {
    const idsOf = async (query: object) => (await tableOf(query)).customers.map(({ id }) => id);
    expect(await idsOf({ search: "ACME" })).toEqual([acme]);
    expect(await idsOf({ search: beta })).toEqual([beta]);
    expect(await idsOf({ status: "suspended" })).toEqual([zeta]);
    expect(await idsOf({ planId })).toEqual([acme]);
  });

  it.each([
    ["name", "asc", [acme, beta, zeta]],
    ["name", "desc", [zeta, beta, acme]],
    ["createdAt", "desc", [beta, zeta, acme]],
    ["createdAt", "asc", [acme, zeta, beta]],
    ["lastSeenAt", "desc", [acme]],
    ["lastSeenAt", "asc", []],
  ])("by %s, %s, shows each once, page by page", async (sort, direction, order) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await tableOf({ sort, direction, limit: 1, cursor });
      seen.push(...page.customers.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual([acme, zeta, beta].toSorted());
    expect(seen.slice(0, order.length)).toEqual(order);
    if (direction === "asc" && sort === "lastSeenAt") expect(seen.at(-1)).toBe(acme);
  });

  it("refuses a cursor of another order", async () => {
    const { nextCursor } = await tableOf({ sort: "name", limit: 1 });
    for (const cursor of [nextCursor, "x", "e30"]) {
      await expect(tableOf({ sort: "createdAt", cursor })).rejects.toMatchObject({
        code: "bad_request",
      });
    }
  });
});

describe("the page of a customer", () => {
  it("shows its keys, the last used first, what they called by day, and what is used of limits", async () => {
    const page = await customerOverview.perform(as(), () => ({ id: acme }));
    expect(page).toMatchObject({
      customer: { id: acme, planId },
      keyCount: 4,
      livingKeys: 3,
      used: { perMinute: { used: 0 }, unitsPerMonth: { used: 0, resetsAt: expect.any(String) } },
      surfaces: [{ id: surface.surfaceId, name: "Public API", productName: "Support desk" }],
    });
    expect(
      page.keys
        .slice(0, 2)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([busy.id, revoked.id].toSorted());
    expect(page.keys.find(({ id }) => id === disabled.id)).toMatchObject({
      status: "disabled",
      kind: "surface",
      surface: { productId: surface.productId, surfaceId: surface.surfaceId },
      surfaceName: "Public API",
      lastUsedAt: null,
    });
    expect(page.usage.days.at(-1)).toMatchObject({
      requests: 10,
      outcomes: { ok: 8, limited: 2 },
    });
  });

  it("says what it spent and owes, what it will at this pace, and which months have statements", async () => {
    const rich = await makeCustomer({ organizationId, planId });
    await prisma().customerPlan.create({
      data: { organizationId, customerId: rich, planId, validFrom: new Date() },
    });
    await prisma().$executeRaw`
      INSERT INTO customer_days (organization_id, customer_id, integration, key_id, capability_id,
        environment, outcome, bucket, requests, units, overage_units, price, cost)
      SELECT ${organizationId}, ${rich}, '', 'key_gone', '', 'production', 'ok',
        date_trunc('day', now() - back, 'UTC'), 1, 1, 0, 7000000, 0
      FROM (VALUES (interval '0'), (interval '40 days')) AS days(back)`;
    await prisma().$executeRaw`
      UPDATE customer_windows SET month_spent = 7500000, month_bucket =
        date_part('year', now() AT TIME ZONE 'UTC') * 12 + date_part('month', now() AT TIME ZONE 'UTC') - 1
      WHERE customer_id = ${rich}`;
    const { money } = await customerOverview.perform(as(), () => ({ id: rich }));
    const now = new Date();
    expect(money).toMatchObject({
      ...{ currency: "USD", spent: "7.5", owed: "7", planId },
      months: [now.toISOString().slice(0, 7)],
    });
    const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    const left = (end - now.getTime()) / 86_400_000;
    expect(Number(money.forecast)).toBeCloseTo(7 + 7 * left, 1);
    const { customers } = await tableOf({ search: rich });
    expect(customers).toMatchObject([{ spendThisMonth: "7" }]);
    await prisma().customer.delete({ where: { id: rich } });
  });

  it("is not there for another organization", async () => {
    const caller = { principal: stranger.principal, requestId: newId("request") };
    for (const verb of [customerOverview, customerImpact]) {
      await expect(verb.perform(caller, () => ({ id: acme }))).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("what depends on a customer", () => {
  it("is the keys that can call, and those of them that were let in during the last day", async () => {
    const impact = await customerImpact.perform(as(), () => ({ id: acme }));
    expect(impact).toMatchObject({ living: 3, callable: 2, used: 1 });
    expect(impact.keys[0]).toMatchObject({ id: busy.id, requests: 7 });
    expect(impact.keys).toHaveLength(3);
  });

  it("is nothing where it has no keys", async () => {
    expect(await customerImpact.perform(as(), () => ({ id: beta }))).toEqual({
      living: 0,
      callable: 0,
      used: 0,
      keys: [],
    });
  });
});

it("finds external ids that are alike but for letter case, of its organization alone", async () => {
  const alike = async (text: string) =>
    (await findAlikeCustomers.perform(as(), () => ({ text }))).customers.map(({ id }) => id);
  expect(await alike("aCME")).toEqual([acme]);
  expect(await alike("Acme")).toEqual([acme]);
  expect(await alike("acme2")).toEqual([]);
});
