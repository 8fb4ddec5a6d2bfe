import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";
import { planContracts, plans, planView } from "./contracts";

const row = planView.extend({
  customerCount: z.int(),
  /** Whether anything of it ever counted for money: what is changed then waits for the next day. */
  isPriced: z.boolean(),
});

export type PlanRow = z.output<typeof row>;

const choice = planView.pick({
  id: true,
  name: true,
  limits: true,
  quota: true,
  spendCapPerMonth: true,
});

export type PlanChoice = z.output<typeof choice>;

const sold = z.object({ id: z.string(), name: z.string(), productName: z.string() });

/** A capability that can have a price. */
export type SoldCapability = z.output<typeof sold>;

export const planScreens = {
  table: defineContract({
    ...plans.read("plan.table"),
    input: planContracts.list.input,
    output: z.object({
      plans: z.array(row),
      nextCursor: z.string().nullable(),
      currency: z.string(),
    }),
  }),

  overview: defineContract({
    ...plans.read("plan.overview"),
    input: z.strictObject({ id: pathId }),
    output: row,
  }),

  /** What a customer can be put on, by name. */
  choices: defineContract({
    ...plans.read("plan.choices"),
    input: z.strictObject({}),
    output: z.object({ plans: z.array(choice) }),
  }),

  /** What can have a price, by name. */
  capabilities: defineContract({
    ...plans.read("plan.capabilities"),
    input: z.strictObject({}),
    output: z.object({ capabilities: z.array(sold) }),
  }),
};

export type PlanTable = z.output<typeof planScreens.table.output>;
