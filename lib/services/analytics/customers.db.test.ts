import { afterAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { customersUsage } from "./customers";

const organizationId = await createOrganization();
const key = await createKey({ organizationId, name: "Robot" });
const acme = await makeCustomer({ organizationId, name: "Acme" });
const globex = await makeCustomer({ organizationId, name: "Globex" });

afterAll(closeUsagePool);

async function count(customerId: string, requests: number, facts: object) {
  const at = new Date();
  const { id: keyId, secretId } = key;
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
      ...{ firstAt: at, lastAt: at, requests, customerId, ...facts },
    },
  });
}

await count(acme, 2, { integration: "CRM", units: 9n, price: 1_000n });
await count(acme, 1, { integration: "shop", units: 1n, price: 5_000_000n, cost: 1n });
await rollUp();
await count(globex, 7, { capabilityId: "cap_gone", units: 2n });

async function ask(query: object, role: "owner" | "viewer" = "owner") {
  const { principal } = await createPerson({ organizationId, role });
  return customersUsage.perform({ principal, requestId: newId("request") }, () => query);
}

it("has the customers with most of the measure first, and all of them to choose from", async () => {
  expect(await ask({})).toMatchObject({
    rows: [
      { id: globex, name: "Globex", requests: 7, units: 2, price: "0", cost: "0" },
      { id: acme, name: "Acme", requests: 3, units: 10, price: "5.001", cost: "0.000001" },
    ],
    hasMore: false,
    totals: { requests: 10, units: 12, price: "5.001", cost: "0.000001" },
    customers: [{ name: "Globex" }, { name: "Acme" }],
    integrations: ["CRM", "shop"],
  });
  expect((await ask({ measure: "units" })).rows[0]?.id).toBe(acme);
});

it.each(["1h", "24h", "30d"])("counts what is in %s", async (range) => {
  expect((await ask({ range })).totals.requests).toBe(10);
});

it("tells apart integrations, keys and capabilities, of all or of one customer", async () => {
  const rowsOf = async (query: object) =>
    (await ask(query)).rows.map(({ id, name, requests }) => [id, name, requests]);
  expect(await rowsOf({ groupBy: "integration", customerId: acme })).toEqual([
    ["CRM", "CRM", 2],
    ["shop", "shop", 1],
  ]);
  expect(await rowsOf({ groupBy: "key" })).toEqual([[key.id, "Robot", 10]]);
  expect(await rowsOf({ groupBy: "capability" })).toEqual([
    ["cap_gone", null, 7],
    [null, null, 3],
  ]);
  expect(await rowsOf({ integration: "shop" })).toEqual([[acme, "Acme", 1]]);
});

it("leaves costs out for those who may not see them, whatever they sort by", async () => {
  const { rows, totals } = await ask({ measure: "cost" }, "viewer");
  expect(rows.map((row) => [row.id, row.cost])).toEqual([
    [globex, undefined],
    [acme, undefined],
  ]);
  expect(totals).not.toHaveProperty("cost");
});
