"use client";

import { ChartColumnIcon } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { useLiveRead } from "@/components/live/use-live-read";
import { StaleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { UsageChoices, UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";
import { CUSTOMER_PARAMS } from "./customers-query";
import { KeysPanel, LimitedPanel } from "./key-panels";
import { ErrorsPanel, MatrixPanel } from "./table-panels";
import { UsageOverTime } from "./time-panels";
import { USAGE_FILTERS, USAGE_PARAMS, type UsageClient, usageQuery } from "./usage-query";
import { UsageToolbar } from "./usage-toolbar";

const KNOWN_PARAMS = { ...USAGE_PARAMS, ...CUSTOMER_PARAMS };
const REFRESH_MS = 10_000;

type UsageScreenProps = {
  initial: UsageOverview;
  /** What `initial` answers. */
  initialQuery: UsageQuery;
  choices: UsageChoices;
  client: UsageClient;
  /** What customers used, below. */
  children?: ReactNode;
};

/** Who called what, and how it went: filters in the address, refreshed while one looks. */
export function UsageScreen(props: UsageScreenProps) {
  const { initial, initialQuery, choices, client, children } = props;
  const url = useUrlState();
  const query = usageQuery(url.get);
  const { data, trouble, retry } = useLiveRead({
    queryKey: ["usage", "overview", query],
    read: () => client.readUsage(query),
    initial,
    isAnswer: JSON.stringify(query) === JSON.stringify(initialQuery),
    everyMs: REFRESH_MS,
  });
  const isFiltered = USAGE_FILTERS.some((name) => url.get(name) !== null);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-busy={url.pending}>
      <UsageToolbar
        query={query}
        range={data.range}
        choices={choices}
        readChoices={client.readChoices}
      />
      <NotUnderstood known={KNOWN_PARAMS} />
      <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
      {data.current.requests + data.previous.requests > 0 ? (
        <>
          <UsageParts usage={data} query={query} />
          {children}
        </>
      ) : (
        <div className="rounded-xl border bg-card shadow-raised">
          {isFiltered ? (
            <NoMatch noun="requests" params={USAGE_FILTERS} />
          ) : (
            <EmptyState
              icon={ChartColumnIcon}
              title="No requests in this period: nothing has called the API"
              description="Requests with your keys appear here within seconds, with the key, capability, outcome and latency."
              action={
                <>
                  <Button asChild variant="outline">
                    <Link href="/products">Offer a flow as an API</Link>
                  </Button>
                  <Button asChild variant="outline">
                    <Link href="/settings/api">Call the platform API</Link>
                  </Button>
                </>
              }
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Everything that is shown of usage. */
function UsageParts({ usage, query }: { usage: UsageOverview; query: UsageQuery }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <UsageOverTime usage={usage} />
      <KeysPanel usage={usage} />
      <MatrixPanel usage={usage} query={query} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <ErrorsPanel usage={usage} />
        <LimitedPanel usage={usage} />
      </div>
    </div>
  );
}
