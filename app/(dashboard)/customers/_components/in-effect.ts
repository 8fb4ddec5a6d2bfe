import { formatCount } from "@/components/format";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { nameIn, WINDOW_NAMES } from "@/lib/core/windows";

type Own = Pick<CustomerView, "limits" | "quota">;
type Of = Pick<PlanChoice, "limits" | "quota"> | null;

export type LimitName = keyof CustomerView["limits"] | "unitsPerMonth";

/** A limit of a customer as it holds; null is none. */
export type InEffect = {
  name: LimitName;
  label: string;
  value: number | null;
  from: "plan" | "customer";
};

export const LIMIT_LABELS: Readonly<Record<LimitName, string>> = {
  perMinute: "Requests per minute",
  perHour: "Requests per hour",
  perDay: "Requests per day",
  unitsPerMonth: "Units per month",
};

const LIMITS = [
  ...WINDOW_NAMES.map((window) => nameIn("per", window)),
  "unitsPerMonth",
] as const satisfies readonly LimitName[];

/** What a plan says of a limit; null is none. */
export function planLimit(plan: Of, name: LimitName): number | null {
  if (plan === null) return null;
  return name === "unitsPerMonth" ? plan.quota.unitsPerMonth : plan.limits[name];
}

/** The limits of a customer and the quota of units, each as its plan or the customer itself says. */
export function limitsInEffect(customer: Own, plan: Of): InEffect[] {
  return LIMITS.map((name) => {
    const own = name === "unitsPerMonth" ? customer.quota.unitsPerMonth : customer.limits[name];
    const label = LIMIT_LABELS[name];
    if (own === null) return { name, label, value: planLimit(plan, name), from: "plan" };
    return { name, label, value: own === "unlimited" ? null : own, from: "customer" };
  });
}

/** Whether calls over the quota are refused or let in. */
export function modeInEffect({ quota }: Own, plan: Of): "hard" | "soft" {
  return quota.mode ?? plan?.quota.mode ?? "hard";
}

/** What a customer may spend in a month; null is no cap. */
export function spendCapInEffect(
  { spendCapPerMonth: own }: Pick<CustomerView, "spendCapPerMonth">,
  plan: Pick<PlanChoice, "spendCapPerMonth"> | null,
) {
  if (own === null) return { value: plan?.spendCapPerMonth ?? null, from: "plan" } as const;
  return { value: own === "unlimited" ? null : own, from: "customer" } as const;
}

/** Who says a limit, in words. */
export function sourceText(from: "plan" | "customer", plan: object | null): string {
  if (from === "customer") return "Set for this customer";
  return plan ? "As the plan says" : "No plan";
}

export function limitText(value: number | null): string {
  return value === null ? "No limit" : formatCount(value);
}
