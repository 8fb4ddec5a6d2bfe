import { LogOutIcon } from "lucide-react";
import { formatCount } from "@/components/format";
import { MeterBar } from "@/components/meter-bar";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { DayChart } from "@/components/usage/day-chart";
import type { PortalOverview } from "@/lib/contracts/customer/portal";
import { PortalCalls } from "./portal-calls";
import { PortalKeys } from "./portal-keys";

type PortalOverviewProps = {
  open: boolean;
  overview: PortalOverview;
  onChanged: () => void;
  onLeave: () => void;
};

export function PortalOverviewScreen({ overview, onChanged, onLeave }: PortalOverviewProps) {
  const { organization, customer, endsAt, usage } = overview;
  return (
    <>
      <PageHeader
        title={customer}
        description={`Your keys and usage at ${organization}`}
        actions={
          <>
            <span className="text-sm text-muted-foreground">
              Ends <RelativeTime at={endsAt} />
            </span>
            <Button variant="outline" onClick={onLeave}>
              <LogOutIcon aria-hidden /> Close the portal
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <Panel
            title="Requests, last 30 days"
            description="With all of your keys that are shown here, by UTC day"
          >
            {usage.days.length > 0 ? (
              <DayChart label="Requests, last 30 days" {...usage} />
            ) : (
              <p className="text-sm text-muted-foreground">No requests in the last 30 days.</p>
            )}
          </Panel>
          <PortalKeys overview={overview} onChanged={onChanged} />
          <PortalCalls overview={overview} />
        </div>
        <PortalLimits overview={overview} />
      </div>
    </>
  );
}

const LIMITS = [
  ["perMinute", "Requests per minute"],
  ["perHour", "Requests per hour"],
  ["perDay", "Requests per day"],
  ["unitsPerMonth", "Units per month"],
] as const;

/** What all keys of the customer may do together, and what is used of it. */
function PortalLimits({ overview: { limits, isQuotaHard } }: { overview: PortalOverview }) {
  return (
    <Panel title="Limits and quota" description="Of all your keys together">
      <dl className="grid gap-3.5">
        {LIMITS.map(([name, label]) => {
          const { allowed, used, resetsAt } = limits[name];
          return (
            <div key={name} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
              <dt className="text-sm font-medium">{label}</dt>
              <dd className="text-sm tabular-nums">
                {allowed === null ? "No limit" : formatCount(allowed)}
              </dd>
              <dd className="col-span-2 text-xs text-muted-foreground tabular-nums">
                {formatCount(used)} used
                {allowed === null ? null : (
                  <>
                    , resets <RelativeTime at={resetsAt} />
                  </>
                )}
              </dd>
              {allowed === null ? null : (
                <dd className="col-span-2">
                  <MeterBar label={label} used={used} allowed={allowed} />
                </dd>
              )}
            </div>
          );
        })}
      </dl>
      {limits.unitsPerMonth.allowed === null ? null : (
        <p className="mt-3.5 text-xs text-muted-foreground">
          {isQuotaHard
            ? "Calls over the quota are refused with 429."
            : "Calls over the quota are let in, and marked."}
        </p>
      )}
    </Panel>
  );
}
