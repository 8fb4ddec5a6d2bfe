import { z } from "zod";
import { type PlanView, planContracts } from "@/lib/contracts/plan/contracts";

const { name, limits, quota } = planContracts.create.input.shape;
const limitShape = limits.unwrap().shape;
const quotaShape = quota.unwrap().shape;

const fields = z.object({
  name,
  perMinute: limitShape.perMinute.unwrap(),
  perHour: limitShape.perHour.unwrap(),
  perDay: limitShape.perDay.unwrap(),
  unitsPerMonth: quotaShape.unitsPerMonth.unwrap(),
  mode: quotaShape.mode.unwrap(),
});

export type PlanValues = z.input<typeof fields>;

/** The fields of a form as the verbs take them. */
export const planSchema = fields.transform(
  ({ name, perMinute, perHour, perDay, unitsPerMonth, mode }) => ({
    name,
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
};

export function planValues({ name, limits, quota }: PlanView): PlanValues {
  return { name, ...limits, ...quota };
}
