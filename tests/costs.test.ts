import { afterAll, beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { writeEvents } from "@/lib/usage/write-events";
import { feedUsage } from "@/lib/usage/write-feed";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { usageEvent } from "./factories/usage-event";
import { type Answer, send } from "./support/api";
import { type Belongings, idsFrom, makeBelongings } from "./support/belongings";
import { type Bound, EVERY_ROUTE, exampleInput, requestOf } from "./support/contract-requests";

const READS = EVERY_ROUTE.filter(
  ([, { http, need }]) => http.method === "GET" && need !== "anyone",
).map(([title, contract]) => [title, contract] as const);

const organizationId = await createOrganization();
let ours: Belongings;

/** Amounts that are nowhere else. */
const AMOUNTS = { cost: 71_111_113n, unitCost: 72_222_227n, price: 73_333_331 };
const SHOWN = /71\.111113|72\.222227|73\.333331/;

beforeAll(async () => {
  ours = await makeBelongings(organizationId);
  const { capabilityId = "", planId = "", customerId = "", surfaceKeyId: id = "" } = ours;
  const validFrom = new Date(0);
  await prisma().planPrices.create({
    data: {
      ...{ organizationId, planId, validFrom, billFailed: false },
      prices: { [capabilityId]: [[null, AMOUNTS.price]] },
    },
  });
  const costs = { organizationId, capabilityId, validFrom, unitCost: AMOUNTS.unitCost };
  await prisma().capabilityCost.create({ data: costs });
  const { id: secretId } = await prisma().apiSecret.findFirstOrThrow({ where: { keyId: id } });
  const sold = { customerId, capabilityId, cost: Number(AMOUNTS.cost), price: 1, billable: true };
  await writeEvents([usageEvent({ organizationId, id, secretId }, sold)], []);
  while ((await rollUp()) || (await feedUsage()));
});

afterAll(closeUsagePool);

const personAs = async (role: "owner" | "admin" | "member" | "viewer") => ({
  Authorization: `Bearer ${(await createPerson({ organizationId, role })).token}`,
});
const keyWith = async (...permissions: string[]) =>
  (await createKey({ organizationId, permissions })).headers;

const callers = {
  owner: await personAs("owner"),
  admin: await personAs("admin"),
  "a key that reads customers and usage": await keyWith("CUSTOMERS:READ", "ANALYTICS:READ"),
  member: await personAs("member"),
  viewer: await personAs("viewer"),
  "a key that reads customers and products": await keyWith("CUSTOMERS:READ", "PRODUCTS:READ"),
  "a key that reads usage and products": await keyWith("ANALYTICS:READ", "PRODUCTS:READ"),
};

/** What a route answers a caller, in each form that it has. */
async function answersOf(contract: Bound, headers: Record<string, string>): Promise<Answer[]> {
  const month = new Date().toISOString().slice(0, 7);
  const fields = [...contract.http.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? "");
  const ids = { ...idsFrom(ours, contract, fields), ...(fields.includes("month") && { month }) };
  const { capabilityId: _, cursor: __, from: ___, to: ____, ...example } = exampleInput(contract);
  const inputs = [ids, { ...example, ...ids }];
  const asked = inputs.flatMap((input) =>
    ["application/json", ...(contract.http.csv ? ["text/csv"] : [])].map((Accept) =>
      send(requestOf(contract, input, { ...headers, Accept })),
    ),
  );
  return Promise.all(asked);
}

/** Members of an answer that are named like costs, however deep, and whatever they hold. */
function costsIn(body: unknown): string[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => [
    ...(["cost", "unitCost", "prices"].includes(name) ? [name] : []),
    ...costsIn(value),
  ]);
}

const seenBy = async (headers: Record<string, string>) => {
  const seen = new Set<string>();
  for (const [title, contract] of READS) {
    for (const { body } of await answersOf(contract, headers)) {
      const isTold = costsIn(body).length > 0 || SHOWN.test(JSON.stringify(body));
      if (isTold) seen.add(title);
    }
  }
  return [...seen].toSorted();
};

const PLANS = ["GET /v1/plans", "GET /v1/plans/{id}"];
const CUSTOMERS = ["GET /v1/customers/{id}/usage", ...PLANS, "GET /v1/usage/events"];
const CAPABILITIES = [
  "GET /v1/products/{id}",
  "GET /v1/products/{id}/capabilities",
  "GET /v1/products/{id}/capabilities/{capabilityId}",
];

it.each(Object.entries(callers))(
  "costs and prices are in no answer but to those who may see them: %s",
  async (who, headers) => {
    const mayRead: Record<string, string[]> = {
      owner: [...CUSTOMERS, ...CAPABILITIES],
      admin: [...CUSTOMERS, ...CAPABILITIES],
      "a key that reads customers and usage": CUSTOMERS,
    };
    expect(await seenBy(headers)).toEqual((mayRead[who] ?? []).toSorted());
  },
);
