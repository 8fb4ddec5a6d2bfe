import { sourceText, spendCapInEffect } from "@/app/(dashboard)/customers/_components/in-effect";
import { FactList } from "@/components/fact-list";
import { formatFrom, formatMonth } from "@/components/format-from";
import { Link } from "@/components/link";
import { MeterBar } from "@/components/meter-bar";
import { Panel } from "@/components/panel";
import type { CustomerOverview } from "@/lib/contracts/customer/screen";
import type { PlanView } from "@/lib/contracts/plan/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { moneyText } from "@/lib/core/money";

type MoneyPanelProps = Pick<CustomerOverview, "customer" | "money"> & {
  plan: PlanView | null;
  plans: readonly PlanChoice[];
};

/** How many months are listed without being asked for. */
const SHOWN = 6;

/** What a customer spends this month, who prices it, and its statements. */
export function MoneyPanel({ customer, money, plan, plans }: MoneyPanelProps) {
  const { currency, owed, forecast, months } = money;
  return (
    <Panel title="Spend this month" description="Of production keys, by calendar month in UTC">
      <div className="grid gap-3.5">
        <SpendBar customer={customer} money={money} plan={plan} />
        <FactList
          facts={[
            { label: "Owed so far", value: moneyText(owed, currency) },
            {
              label: "At its end",
              value: (
                <>
                  {moneyText(forecast, currency)}
                  <span className="block text-xs text-muted-foreground">
                    Forecast at today’s pace, that of the last 7 days
                  </span>
                </>
              ),
            },
            ...pricingFacts({ customer, money, plans }),
          ]}
        />
        <section aria-label="Statements" className="grid gap-1.5 border-t pt-3 text-sm">
          <h3 className="font-medium">Statements</h3>
          <Months customerId={customer.id} months={months.slice(0, SHOWN)} />
          {months.length > SHOWN ? (
            <details>
              <summary className="text-muted-foreground">Earlier months</summary>
              <Months customerId={customer.id} months={months.slice(SHOWN)} />
            </details>
          ) : null}
        </section>
      </div>
    </Panel>
  );
}

function SpendBar({ customer, money, plan }: Omit<MoneyPanelProps, "plans">) {
  const { spent, currency } = money;
  const { value, from } = spendCapInEffect(customer, plan);
  const spentText = moneyText(spent, currency);
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">Spent</span>
        <span className="tabular-nums">
          {value === null ? spentText : `${spentText} of ${moneyText(value, currency)}`}
        </span>
      </div>
      <p className="text-xs text-muted-foreground">
        {value === null ? "No cap" : `Spend cap: ${sourceText(from, plan).toLowerCase()}`}
      </p>
      {value === null ? null : (
        <MeterBar label="Spent of the cap" used={Number(spent)} allowed={Number(value)} />
      )}
    </div>
  );
}

/** By whose prices it is billed, where that is not the plan that it is on. */
function pricingFacts({ customer, money, plans }: Omit<MoneyPanelProps, "plan">) {
  const { pending, planId } = customer;
  if (money.planId === planId && pending === null) return [];
  const nameOf = (id: string | null) =>
    id === null ? "no plan" : (plans.find((plan) => plan.id === id)?.name ?? id);
  const later = pending
    ? `, from ${formatFrom(new Date(pending.from))} by ${nameOf(pending.planId)}`
    : "";
  return [{ label: "Priced", value: `By ${nameOf(money.planId)}${later}` }];
}

type MonthsProps = { customerId: string; months: readonly string[] };

function Months({ customerId, months }: MonthsProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {months.map((month) => (
        <li key={month}>
          <Link
            href={`/customers/${customerId}/statements/${month}`}
            className="underline underline-offset-2"
          >
            {formatMonth(month)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
