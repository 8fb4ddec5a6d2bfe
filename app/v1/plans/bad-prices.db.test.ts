import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "@/tests/factories/customer";
import type { CreatedKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { type Answer, send } from "@/tests/support/api";
import { databaseState } from "@/tests/support/database-state";
import { idOf, productsApi } from "@/tests/support/products";
import { callRequest } from "@/tests/support/surface-requests";

const person = await createPerson();
const { organizationId } = person.principal;
const surface = await makeSurface({ organizationId });
const offer = { organizationId, slug: "hi", published: [GREETING] };
const { capabilityId } = await makeOffer(surface, offer);
const api = productsApi({ Authorization: `Bearer ${person.token}` });

let planId = "";

beforeAll(async () => {
  const prices = [{ capabilityId, tiers: [{ upTo: null, unitPrice: "0.001" }] }];
  planId = idOf(await api("POST", "/plans", { name: "Kept", prices }));
});

const ADA = { name: "Ada" };
const call = ({ headers }: CreatedKey, slug: string, body: object = ADA) =>
  send(callRequest(surface, slug, { headers, body }));

const pathsOf = ({ body }: Answer) =>
  Object(body).issues?.map((issue: { path: string }) => issue.path);

const tiers = (...all: (readonly [unknown, unknown])[]) => [
  { capabilityId, tiers: all.map(([upTo, unitPrice]) => ({ upTo, unitPrice })) },
];

describe("a price table is refused, and the one before stays,", () => {
  const first = "prices.0.tiers.0";
  const LAST = [null, "1"] as const;

  it.each<[what: string, path: string, prices: unknown]>([
    ["without tiers", "prices.0.tiers", tiers()],
    ["without a last tier", `${first}.upTo`, tiers([10, "1"])],
    ["with a hole in its middle", `${first}.upTo`, tiers(LAST, LAST)],
    ["with tiers that overlap", "prices.0.tiers.1.upTo", tiers([10, "1"], [10, "2"], LAST)],
    ["with tiers in the wrong order", "prices.0.tiers.1.upTo", tiers([10, "1"], [5, "2"], LAST)],
    ["with an empty tier", `${first}.upTo`, tiers([0, "1"], LAST)],
    ["with a negative end", `${first}.upTo`, tiers([-5, "1"], LAST)],
    ["with a broken end", `${first}.upTo`, tiers([1.5, "1"], LAST)],
    ["with an end beyond whole numbers", `${first}.upTo`, tiers([2 ** 53, "1"], LAST)],
    ["with an endless end", `${first}.upTo`, tiers(["unlimited", "1"], LAST)],
    ["with a negative price", `${first}.unitPrice`, tiers([null, "-0.1"])],
    ["with a price of 30 digits", `${first}.unitPrice`, tiers([null, "1".repeat(30)])],
    ["with 30 decimal places", `${first}.unitPrice`, tiers([null, `0.${"1".repeat(30)}`])],
    ["with an exponent", `${first}.unitPrice`, tiers([null, "1e3"])],
    ["with a price that is too high", `${first}.unitPrice`, tiers([null, "1000.000001"])],
    ["with a number for a price", `${first}.unitPrice`, tiers([null, 0.1])],
    ["with no price", `${first}.unitPrice`, tiers([null, null])],
    ["with a comma", `${first}.unitPrice`, tiers([null, "0,1"])],
    [
      "with a capability that is not there",
      "prices.0.capabilityId",
      [{ capabilityId: "cap_00000000000000000000000000", tiers: [{ upTo: null, unitPrice: "1" }] }],
    ],
    ["with a capability twice", "prices.1.capabilityId", [...tiers(LAST), ...tiers(LAST)]],
    [
      "with more tiers than can be read",
      "prices.0.tiers",
      tiers(...Array.from({ length: 20 }, (_, at) => [at + 1, "1"] as const), LAST),
    ],
  ])("%s", async (_what, path, prices) => {
    const before = await databaseState();
    for (const answer of [
      await api("POST", "/plans", { name: "Bad", prices }),
      await api("PUT", `/plans/${planId}`, { prices }),
    ]) {
      expect([answer.status, pathsOf(answer)[0]]).toEqual([400, path]);
    }
    expect(await databaseState()).toEqual(before);
  });
});

it("a spend cap is an amount, or none", async () => {
  for (const cap of ["-1", "1e3", "9".repeat(30), "unlimited", 5, ""]) {
    const answer = await api("POST", "/plans", { name: "Bad", spendCapPerMonth: cap });
    expect([answer.status, pathsOf(answer)]).toEqual([400, ["spendCapPerMonth"]]);
  }
  const customer = await makeCustomer({ organizationId });
  for (const spendCapPerMonth of ["unlimited", "0", "12.5", null]) {
    const answer = await api("PUT", `/customers/${customer}`, { spendCapPerMonth });
    expect(answer).toMatchObject({ status: 200, body: { spendCapPerMonth } });
  }
});

it("a customer without a spend cap is not held to that of its plan", async () => {
  const prices = tiers([null, "0.5"]);
  const plan = idOf(await api("POST", "/plans", { name: "Capped", spendCapPerMonth: "0", prices }));
  const key = await createSurfaceKey(surface);
  const id = await makeCustomer({ organizationId }, [key]);
  await api("PUT", `/customers/${id}`, { planId: plan });
  const dispatched = { capability: "hi", input: ADA };
  for (const [spendCapPerMonth, status] of [
    [null, 429],
    ["unlimited", 200],
  ] as const) {
    await api("PUT", `/customers/${id}`, { spendCapPerMonth });
    expect((await call(key, "hi")).status).toBe(status);
    expect((await call(key, "dispatch", dispatched)).status).toBe(status);
  }
});

it("10,000 changes of prices leave the last one, for those who read it and for the next call", async () => {
  await prisma().$executeRaw`
    INSERT INTO plan_prices (organization_id, plan_id, valid_from, bill_failed, prices)
    SELECT ${organizationId}, ${planId}, now() - n * interval '1 day', false,
      jsonb_build_object(${capabilityId}::text, jsonb_build_array(jsonb_build_array(NULL, n)))
    FROM generate_series(1, 10000) AS n`;
  const changed = { prices: tiers([null, "0.5"]) };
  for (let change = 0; change < 3; change += 1) {
    expect((await api("PUT", `/plans/${planId}`, changed)).status).toBe(200);
  }
  const shown = await api("GET", `/plans/${planId}`);
  expect(shown.body).toMatchObject({
    prices: tiers([null, "0.001"]),
    pending: { prices: changed.prices },
  });
  const key = await createSurfaceKey(surface);
  const id = await makeCustomer({ organizationId }, [key]);
  await api("PUT", `/customers/${id}`, { planId });
  expect([(await call(key, "hi")).status, (await call(key, "hi")).status]).toEqual([200, 200]);
  const { monthSpent } = await prisma().customerWindow.findUniqueOrThrow({
    where: { customerId: id },
  });
  expect(monthSpent).toBe(2_000n);
});

it("a quota of nothing refuses what takes units, and no other call", async () => {
  const free = await makeOffer(surface, { ...offer, slug: "free" });
  await prisma().capability.update({ where: { id: free.capabilityId }, data: { weight: 0 } });
  const plan = idOf(await api("POST", "/plans", { name: "Nothing", quota: { unitsPerMonth: 0 } }));
  const key = await createSurfaceKey(surface);
  const id = await makeCustomer({ organizationId, planId: plan }, [key]);
  expect(await call(key, "hi")).toMatchObject({
    status: 429,
    headers: { "x-quota-limit": "0", "x-quota-warning": "100" },
    body: { details: "Monthly quota of 0 units reached" },
  });
  expect((await call(key, "free")).status).toBe(200);
  const quota = { unitsPerMonth: Number.MAX_SAFE_INTEGER };
  expect(await api("PUT", `/customers/${id}`, { quota })).toMatchObject({ body: { quota } });
  expect((await call(key, "hi")).headers["x-quota-remaining"]).toBe(
    String(Number.MAX_SAFE_INTEGER - 1),
  );
  await api("PUT", `/customers/${id}`, { quota: { unitsPerMonth: "unlimited" } });
  expect((await call(key, "hi")).headers).not.toHaveProperty("x-quota-limit");
});

it("one external id makes one customer, of however many that are created at one moment", async () => {
  const names = ["zo\u00eb", "zoe\u0308", "zo\u00eb", "zoe\u0308", "zo\u00eb"];
  const answers = await Promise.all(
    names.map((externalId, at) => api("POST", "/customers", { name: `Zoe ${at}`, externalId })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  const where = { organizationId, externalId: "zo\u00eb" };
  expect(await prisma().customer.count({ where })).toBe(1);
});
