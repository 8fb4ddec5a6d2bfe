"use client";

import { ArrowRightIcon, ChartColumnIcon } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { useLiveRead } from "@/components/live/use-live-read";
import { Card } from "@/components/panel";
import { StaleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { UsageFilters } from "@/lib/contracts/analytics/fields";
import type { UsageOverview, UsageQuery, UsageRangeName } from "@/lib/contracts/analytics/overview";
import { ErrorsPanel, MatrixPanel } from "./table-panels";
import { UsageOverTime } from "./time-panels";
import type { UsageClient } from "./usage-query";
import { PANEL_RANGE, RANGE_LABELS, RANGE_OPTIONS, rangeName, usageHref } from "./usage-ranges";

type UsagePanelProps = {
  /** What the place is about: `{ surfaceId }` or `{ keyId }`. */
  filters: UsageFilters;
  /** Of `PANEL_RANGE`, as the server read it. */
  initial: UsageOverview;
  readUsage: UsageClient["readUsage"];
};

/** The usage of one surface or key, for the page that is about it. */
export function UsagePanel({ filters, initial, readUsage }: UsagePanelProps) {
  const [range, setRange] = useState<UsageRangeName>(PANEL_RANGE);
  const query = { ...filters, range };
  const { data, trouble, retry } = useLiveRead({
    queryKey: ["usage", "overview", query],
    read: () => readUsage(query),
    initial,
    isAnswer: range === PANEL_RANGE,
  });

  return (
    <section aria-label="Usage" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="mt-2 -mb-1 text-lg font-semibold">Usage</h2>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Time range"
          className="h-7"
          value={range}
          options={RANGE_OPTIONS}
          onChange={(next) => setRange(rangeName(next) ?? range)}
        />
        <Button asChild variant="ghost" size="sm">
          <Link href={usageHref(query)}>
            Open in Usage
            <ArrowRightIcon aria-hidden />
          </Link>
        </Button>
      </div>
      <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
      {data.current.requests + data.previous.requests > 0 ? (
        <UsageBody usage={data} query={query} />
      ) : (
        <Card>
          <EmptyState
            icon={ChartColumnIcon}
            title={`No requests in the ${RANGE_LABELS[range].toLowerCase()}`}
            guide={{ name: "quick-start", title: "Quick start" }}
            description="The first request appears here within seconds."
          />
        </Card>
      )}
    </section>
  );
}

function UsageBody({ usage, query }: { usage: UsageOverview; query: UsageQuery }) {
  return (
    <>
      <UsageOverTime usage={usage} />
      {usage.capabilities.some(({ id }) => id !== null) ? (
        <MatrixPanel usage={usage} query={query} />
      ) : null}
      <ErrorsPanel usage={usage} />
    </>
  );
}
