import {
  limitsInEffect,
  limitText,
  modeInEffect,
  sourceText,
} from "@/app/(dashboard)/customers/_components/in-effect";
import { formatCount } from "@/components/format";
import { Link } from "@/components/link";
import { MeterBar } from "@/components/meter-bar";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import type { CustomerOverview } from "@/lib/contracts/customer/screen";
import type { PlanView } from "@/lib/contracts/plan/contracts";

type LimitsPanelProps = Pick<CustomerOverview, "customer" | "used"> & { plan: PlanView | null };

/** What all keys of a customer may do together, what is used of it, and who says so. */
export function LimitsPanel({ customer, used, plan }: LimitsPanelProps) {
  const limits = limitsInEffect(customer, plan);
  const quota = limits.find(({ name }) => name === "unitsPerMonth");
  return (
    <Panel
      title="Limits and quota"
      description={
        plan ? (
          <>
            On the plan{" "}
            <Link
              href={`/plans/${plan.id}`}
              className="font-medium text-foreground underline underline-offset-2 wrap-anywhere"
            >
              {plan.name}
            </Link>
          </>
        ) : (
          "On no plan"
        )
      }
    >
      <ul className="grid gap-3.5">
        {limits.map(({ name, label, value, from }) => (
          <li key={name} className="grid gap-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
              <span className="font-medium">{label}</span>
              <span className="tabular-nums">{limitText(value)}</span>
            </div>
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-muted-foreground">
              <span>{sourceText(from, plan)}</span>
              <span className="tabular-nums">
                {formatCount(used[name].used)} used
                {value === null ? null : (
                  <>
                    , resets <RelativeTime at={used[name].resetsAt} />
                  </>
                )}
              </span>
            </div>
            {value === null ? null : (
              <MeterBar label={label} used={used[name].used} allowed={value} />
            )}
          </li>
        ))}
      </ul>
      {quota?.value == null ? null : (
        <p className="mt-3.5 text-xs text-muted-foreground">
          {modeInEffect(customer, plan) === "hard"
            ? "Calls over the quota are refused with 429."
            : "Calls over the quota are let in, and marked."}
        </p>
      )}
    </Panel>
  );
}
