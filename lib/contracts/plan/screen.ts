import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";
import { planContracts, plans, planView } from "./contracts";

const row = planView.extend({ customerCount: z.int() });

export type PlanRow = z.output<typeof row>;

const choice = planView.pick({
  id: true,
  name: true,
  limits: true,
  quota: true,
  spendCapPerMonth: true,
});

export type PlanChoice = z.output<typeof choice>;

export const planScreens = {
  table: defineContract({
    ...plans.read("plan.table"),
    input: planContracts.list.input,
    output: z.object({ plans: z.array(row), nextCursor: z.string().nullable() }),
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
};

export type PlanTable = z.output<typeof planScreens.table.output>;
