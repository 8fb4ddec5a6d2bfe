import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { Role } from "@/lib/policy/roles";
import { createPlan } from "@/lib/services/plan/writes";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createPerson } from "@/tests/factories/people";
import { makeOffer, makeSurface } from "@/tests/factories/surface";
import { updateOrganization } from "./writes";

async function someone(role: Role = "owner") {
  const { principal } = await createPerson({ role });
  const { organizationId } = principal;
  const as = () => ({ principal, requestId: newId("request") });
  const change = (currency: string) => updateOrganization.perform(as(), () => ({ currency }));
  return { organizationId, as, change };
}

describe("the currency of an organization", () => {
  it("is changed by admins while nothing has an amount, and recorded", async () => {
    const { organizationId, change } = await someone("admin");
    await makePlan({ organizationId });
    expect(await change("EUR")).toEqual({ currency: "EUR" });
    expect(await change("EUR")).toEqual({ currency: "EUR" });
    const entries = await prisma().auditEntry.findMany({
      where: { organizationId, action: "organization.update" },
    });
    expect(entries).toMatchObject([
      { targetType: "organization", targetId: organizationId, metadata: { currency: "EUR" } },
    ]);
  });

  it("is one that there is", async () => {
    const { change } = await someone();
    await expect(change("ABC")).rejects.toMatchObject({ code: "bad_request" });
  });

  it("is not for members", async () => {
    const { change } = await someone("member");
    await expect(change("EUR")).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each<[string, (organizationId: string) => Promise<unknown>]>([
    ["a plan with a cap", (organizationId) => makePlan({ organizationId, spendCapPerMonth: 1n })],
    [
      "a customer with a cap",
      (organizationId) => makeCustomer({ organizationId, spendCapPerMonth: 0n }),
    ],
    [
      "a unit cost",
      async (organizationId) => {
        const surface = await makeSurface({ organizationId });
        const { capabilityId } = await makeOffer(surface, { organizationId, slug: "hi" });
        await prisma().capabilityCost.create({
          data: { organizationId, capabilityId, validFrom: new Date(), unitCost: 1n },
        });
      },
    ],
    [
      "a call with a price",
      (organizationId) =>
        prisma().$executeRaw`
          INSERT INTO customer_days (organization_id, customer_id, integration, key_id, capability_id,
            environment, outcome, bucket, requests, units, overage_units, price, cost)
          VALUES (${organizationId}, 'cus_gone', '', 'key_gone', '', 'production', 'ok', now(), 1, 1, 0, 5, 0)`,
    ],
  ])("stays once there is %s", async (_, make) => {
    const { organizationId, change } = await someone();
    await make(organizationId);
    await expect(change("EUR")).rejects.toMatchObject({
      code: "conflict",
      message: "Prices, spend caps or costs are in USD already, so the currency stays.",
    });
    expect(await change("USD")).toEqual({ currency: "USD" });
  });

  it("stays once a plan has prices, also empty ones", async () => {
    const { as, change } = await someone();
    await createPlan.perform(as(), () => ({ name: "Pro", billFailed: true }));
    await expect(change("EUR")).rejects.toMatchObject({ code: "conflict" });
  });
});
