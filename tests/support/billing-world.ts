import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "../factories/customer";
import { createKey } from "../factories/key";
import { createOrganization } from "../factories/people";
import {
  createSurfaceKey,
  FAILING,
  GREETING,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "../factories/surface";
import type { Terms, Tiers } from "./billing-reference";

/** An organization that sells four capabilities, on one plan, to four customers. */
export async function makeBillingWorld(calls: number) {
  const organizationId = await createOrganization();
  await prisma().organization.update({ where: { id: organizationId }, data: { currency: "EUR" } });
  const surface = await makeSurface({ organizationId });
  const permissions = ["CUSTOMERS:READ", "ANALYTICS:READ"];
  const reader = await createKey({ organizationId, permissions });
  const offers = await Promise.all(OFFERS.map((offer) => offerOf(surface, offer)));
  const planId = await makePlan({ organizationId, isPriced: true });
  const buyers = [
    await makeBuyer({ ...surface, planId, name: "soft" }, { softQuota: calls / 8 }),
    await makeBuyer({ ...surface, planId, name: "hard" }, { quota: calls / 4 + 3 }),
    await makeBuyer({ ...surface, planId, name: "capped" }, { cap: BigInt(calls) * 300n }),
    await makeBuyer({ ...surface, planId, name: "slow" }, { perMinute: 12 }),
  ];
  /** Lets a price table count from an instant on. */
  const price = (table: PriceTable, validFrom: Date) =>
    prisma().planPrices.create({
      data: {
        ...{ organizationId, planId, validFrom, billFailed: table.billFailed },
        prices: Object.fromEntries(offers.map(({ id }) => [id, table.tiers])),
      },
    });
  return { surface, reader, offers, buyers, price };
}

/** What is called: its weight, its step, and what a call costs in millionths. */
const OFFERS = [
  ["one", 1, GREETING, 11],
  ["seven", 7, GREETING, 0],
  ["free", 0, GREETING, 5],
  ["bad", 3, FAILING, 1_000_003],
] as const;

async function offerOf(surface: MadeSurface, [slug, weight, step, cost]: (typeof OFFERS)[number]) {
  const { organizationId } = surface;
  const offer = { organizationId, slug, steps: [step], published: [step] };
  const { capabilityId: id } = await makeOffer(surface, offer);
  await prisma().capability.update({ where: { id }, data: { weight } });
  const facts = { organizationId, capabilityId: id, validFrom: new Date(0) };
  await prisma().capabilityCost.create({ data: { ...facts, unitCost: BigInt(cost) } });
  return { slug, weight, cost, id, fails: step === FAILING };
}

type PriceTable = { tiers: Tiers; billFailed: boolean };

/** Price tables that follow one another, and whether failures are billed by them. */
export const PRICE_TABLES: readonly PriceTable[] = [
  {
    tiers: [
      [10, 0],
      [40, 2_000],
      [null, 333],
    ],
    billFailed: false,
  },
  {
    tiers: [
      [5, 0],
      [null, 12_345],
    ],
    billFailed: true,
  },
  { tiers: [[null, 1]], billFailed: false },
];

/** A customer on the plan with two production keys in an integration each, and a test key. */
async function makeBuyer(
  { planId, name, ...surface }: MadeSurface & { planId: string; name: string },
  terms: Terms,
) {
  const { organizationId } = surface;
  const { perMinute: limitPerMinute = null, quota, softQuota, cap } = terms;
  const keys = [
    { integration: "CRM", isTest: false },
    { integration: "shop", isTest: false },
    { integration: "CRM", isTest: true },
  ];
  const made = await Promise.all(
    keys.map(async ({ integration, isTest }) => {
      const facts = { integration, environment: isTest ? "test" : "production" } as const;
      return { integration, isTest, ...(await createSurfaceKey(surface, facts)) };
    }),
  );
  const units = quota ?? softQuota;
  const id = await makeCustomer(
    {
      ...{ organizationId, name, externalId: name, planId, limitPerMinute },
      ...(units !== undefined && { unitsPerMonth: BigInt(units) }),
      ...(softQuota !== undefined && { quotaMode: "soft" }),
      ...(cap !== undefined && { spendCapPerMonth: cap }),
    },
    made,
  );
  const customer = { organizationId, customerId: id };
  await prisma().customerPlan.create({ data: { ...customer, planId, validFrom: new Date(0) } });
  return { id, name, terms, keys: made };
}
