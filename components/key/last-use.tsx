import { Fragment } from "react";
import { cn } from "@/components/cn";
import { serverNow, useNow } from "@/components/hooks/use-now";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";

type LastUseProps = {
  of: { lastUsedAt: string | null; lastUsedFrom: string | null };
  /** In a table, the address below the time instead of beside it. */
  stacked?: boolean;
  /** Whether it was called at all, accepted or not. */
  called?: boolean;
};

export function LastUse({
  of: { lastUsedAt, lastUsedFrom },
  stacked = false,
  called = false,
}: LastUseProps) {
  if (lastUsedAt === null) return called ? <NeverAccepted /> : <NeverUsed />;
  return (
    <span
      className={cn("inline-flex flex-wrap items-baseline gap-x-1.5", stacked && "@cards:grid")}
    >
      <RelativeTime at={lastUsedAt} />
      {lastUsedFrom ? (
        <span className="text-xs text-muted-foreground wrap-anywhere">
          from <Address text={lastUsedFrom} />
        </span>
      ) : null}
    </span>
  );
}

/** An IP address, which is broken between its groups alone. */
function Address({ text }: { text: string }) {
  return [...text.matchAll(/[^:]*:+|[^:]+/g)].map(({ 0: group, index }) => (
    <Fragment key={index}>
      {group}
      <wbr />
    </Fragment>
  ));
}

function NeverAccepted() {
  return <span className="text-muted-foreground">Never accepted</span>;
}

function NeverUsed() {
  return (
    <Tooltip text="No request was made with this key. If nobody has its secret, rotate or revoke it.">
      <Badge variant="outline" className="text-muted-foreground">
        Never used
      </Badge>
    </Tooltip>
  );
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether one of some keys was used in the last week. */
export function useUsedLately(keys: readonly { lastUsedAt: string | null }[]): boolean {
  const now = useNow() ?? serverNow();
  return keys.some(({ lastUsedAt }) => lastUsedAt && now - Date.parse(lastUsedAt) < WEEK_MS);
}
