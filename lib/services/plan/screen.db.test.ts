import { expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createPerson } from "@/tests/factories/people";
import { planChoices, planOverview, planTable } from "./reads";

it("counts who is on each plan, and offers plans by name", async () => {
  const { principal } = await createPerson();
  const { organizationId } = principal;
  const as = () => ({ principal, requestId: newId("request") });
  const pro = await makePlan({ organizationId, name: "pro", limitPerMinute: 60 });
  const free = await makePlan({ organizationId, name: "Free", unitsPerMonth: 100n });
  await makeCustomer({ organizationId, planId: pro });
  await makeCustomer({ organizationId, planId: pro });
  await makePlan({ organizationId: (await createPerson()).principal.organizationId });
  expect(await planTable.perform(as(), () => ({}))).toMatchObject({
    plans: [
      { id: free, customerCount: 0 },
      { id: pro, customerCount: 2 },
    ],
    nextCursor: null,
  });
  expect(await planOverview.perform(as(), () => ({ id: pro }))).toMatchObject({
    name: "pro",
    customerCount: 2,
  });
  expect(await planChoices.perform(as(), () => ({}))).toMatchObject({
    plans: [
      { id: free, quota: { unitsPerMonth: 100, mode: "hard" } },
      { id: pro, limits: { perMinute: 60, perHour: null, perDay: null } },
    ],
  });
});
