import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { getCustomerUsage } from "@/lib/services/customer/usage";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { productsApi } from "@/tests/support/products";

const organizationId = await createOrganization();
const read = ["CUSTOMERS:READ"];
const reader = await createKey({ organizationId, permissions: read });
const accountant = await createKey({ organizationId, permissions: [...read, "ANALYTICS:READ"] });
const [one, two] = [await createKey({ organizationId }), await createKey({ organizationId })];
const tester = await createKey({ organizationId, environment: "test", permissions: read });
const id = await makeCustomer({ organizationId }, [one]);
const other = await makeCustomer({ organizationId }, [two]);

afterAll(closeUsagePool);

beforeEach(() => {
  vi.spyOn(clock, "now").mockReturnValue(new Date("2026-03-03T12:00:00Z"));
});

type Facts = { customerId?: string; integration?: string; capabilityId?: string; price?: bigint };

async function count(key: CreatedKey, day: string, requests: number, facts: Facts = {}) {
  const at = new Date(`2026-${day}T10:00:00Z`);
  const { organizationId, id: keyId, secretId } = key;
  await prisma().usageDelta.create({
    data: {
      ...{
        organizationId,
        keyId,
        secretId,
        route: "/r",
        outcome: "ok",
        bucket: at,
        durationUs: 0n,
      },
      ...{ firstAt: at, lastAt: at, requests, customerId: id, units: 2n * BigInt(requests) },
      cost: 1n,
      ...facts,
    },
  });
}

beforeAll(async () => {
  await count(one, "02-28", 100);
  await count(one, "03-01", 1, { capabilityId: "cap_a", integration: "CRM", price: 2_000n });
  await rollUp();
  await count(one, "03-01", 2, { capabilityId: "cap_a", integration: "shop", price: 500n });
  await count(two, "03-02", 4, { capabilityId: "cap_b", price: 1_000_000n });
  await count(two, "03-02", 50, { customerId: other });
  await count(tester, "03-02", 7);
});

const ask = (query = "", { headers } = accountant, customer = id) =>
  productsApi(headers)("GET", `/customers/${customer}/usage${query}`);

const TOTALS = { requests: 7, units: 14, price: "1.0025", cost: "0.000003" };

describe("200", () => {
  it("is what was used this month so far, in one", async () => {
    expect(await ask()).toMatchObject({ status: 200, body: { data: [TOTALS], totals: TOTALS } });
  });

  it("is grouped by each of what is asked, in any order", async () => {
    const { body } = await ask("?groupBy=integration,key,day,capability");
    expect(body).toEqual({
      data: [
        {
          ...{ day: "2026-03-01", capabilityId: "cap_a", keyId: one.id, integration: "CRM" },
          ...{ requests: 1, units: 2, price: "0.002", cost: "0.000001" },
        },
        {
          ...{ day: "2026-03-01", capabilityId: "cap_a", keyId: one.id, integration: "shop" },
          ...{ requests: 2, units: 4, price: "0.0005", cost: "0.000001" },
        },
        {
          ...{ day: "2026-03-02", capabilityId: "cap_b", keyId: two.id, integration: null },
          ...{ requests: 4, units: 8, price: "1", cost: "0.000001" },
        },
      ],
      totals: TOTALS,
    });
    expect(await ask("?groupBy=key")).toMatchObject({
      body: {
        data: [
          { keyId: one.id, requests: 3, price: "0.0025" },
          { keyId: two.id, requests: 4 },
        ],
        totals: TOTALS,
      },
    });
  });

  it("is of whole days", async () => {
    const { body } = await ask("?from=2026-02-28T23:00:00Z&to=2026-03-01T00:00:01Z&groupBy=day");
    expect(Object(body).data).toMatchObject([
      { day: "2026-02-28", requests: 100 },
      { day: "2026-03-01", requests: 3 },
    ]);
    expect(await ask("?to=2026-03-01T00:00:00Z")).toMatchObject({
      body: { totals: { requests: 100 } },
    });
  });

  it("is empty where nothing was used", async () => {
    expect(await ask("?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")).toMatchObject({
      body: { data: [], totals: { requests: 0, units: 0, price: "0", cost: "0" } },
    });
  });

  it("counts for a key the requests of its own environment", async () => {
    expect(await ask("", tester)).toMatchObject({ body: { totals: { requests: 7 } } });
    expect(await ask("?environment=production", tester)).toMatchObject({ status: 400 });
  });
});

describe("cost", () => {
  const { cost: _, ...told } = TOTALS;

  it("is left out for a key that reads customers alone", async () => {
    expect((await ask("", reader)).body).toEqual({ data: [told], totals: told });
  });

  it.each([
    ["owner", true],
    ["admin", true],
    ["member", false],
    ["viewer", false],
  ] as const)("is shown to people by their role: %s %s", async (role, isShown) => {
    const { principal } = await createPerson({ organizationId, role });
    const { totals } = Object(
      await getCustomerUsage.perform({ principal, requestId: newId("request") }, () => ({
        ...{ id, environment: "production" },
      })),
    );
    expect(totals).toEqual(isShown ? TOTALS : told);
  });
});

describe("400", () => {
  it.each([
    ["?groupBy=day,customer", "groupBy"],
    ["?groupBy=day,day", "groupBy"],
    ["?groupBy=", "groupBy"],
    ["?from=yesterday", "from"],
    ["?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "from"],
    ["?from=2020-01-01T00:00:00Z", "from"],
    ["?by=day", ""],
  ])("refuses %s", async (query, path) => {
    const { status, body } = await ask(query);
    expect([status, Object(body).issues?.[0]?.path]).toEqual([400, path]);
  });
});

describe("403 and 404", () => {
  it("needs the right to read customers", async () => {
    const stranger = await createKey({ organizationId, permissions: ["ANALYTICS:READ"] });
    expect(await ask("", stranger)).toMatchObject({
      status: 403,
      body: { details: "Missing required permission: CUSTOMERS:READ" },
    });
  });

  it("finds no customer of another organization", async () => {
    const theirs = await makeCustomer({ organizationId: await createOrganization() });
    const { status, body } = await ask("", accountant, "cus_none");
    expect(status).toBe(404);
    expect(await ask("", accountant, theirs)).toMatchObject({ status, body });
  });
});
