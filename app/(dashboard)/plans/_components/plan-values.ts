import { z } from "zod";
import { blankIsNull } from "@/components/form/use-verb-form";
import { type PlanView, planContracts } from "@/lib/contracts/plan/contracts";
import type { Price } from "@/lib/contracts/plan/money";

const { name, limits, quota, spendCapPerMonth, billFailed, prices } =
  planContracts.create.input.shape;
const limitShape = limits.unwrap().shape;
const quotaShape = quota.unwrap().shape;

const fields = z.object({
  name,
  perMinute: limitShape.perMinute.unwrap(),
  perHour: limitShape.perHour.unwrap(),
  perDay: limitShape.perDay.unwrap(),
  unitsPerMonth: quotaShape.unitsPerMonth.unwrap(),
  mode: quotaShape.mode.unwrap(),
  spendCapPerMonth: blankIsNull.pipe(spendCapPerMonth.unwrap()),
  billFailed: billFailed.unwrap(),
  prices: prices.unwrap(),
});

export type PlanValues = z.input<typeof fields>;

/** The fields of a form as the verbs take them. */
export const planSchema = fields.transform(
  ({ perMinute, perHour, perDay, unitsPerMonth, mode, ...same }) => ({
    ...same,
    limits: { perMinute, perHour, perDay },
    quota: { unitsPerMonth, mode },
  }),
);

/** Where the server's issues of a field begin, when that is not its name. */
export const PLAN_PATHS = {
  perMinute: "limits.perMinute",
  perHour: "limits.perHour",
  perDay: "limits.perDay",
  unitsPerMonth: "quota.unitsPerMonth",
  mode: "quota.mode",
} as const;

export const NEW_PLAN: PlanValues = {
  name: "",
  perMinute: null,
  perHour: null,
  perDay: null,
  unitsPerMonth: null,
  mode: "hard",
  spendCapPerMonth: "",
  billFailed: false,
  prices: [],
};

/** A plan as it is to be: what counts later for money stands in its form already. */
export function planValues(plan: PlanView): PlanValues {
  const { name, limits, quota, spendCapPerMonth } = plan;
  const { billFailed, prices = [] } = plan.pending ?? plan;
  return {
    ...{ name, ...limits, ...quota, billFailed },
    spendCapPerMonth: spendCapPerMonth ?? "",
    prices: [...prices],
  };
}

/** The first tier of what is given a price. */
export const NEW_TIER: Price["tiers"][number] = { upTo: null, unitPrice: "" };
