"use client";

import { memo, useDeferredValue } from "react";
import { formatDateTime, formatRelative } from "./format";
import { serverNow, useNow } from "./hooks/use-now";
import { Tooltip } from "./ui/tooltip";

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
  className?: string;
};

/** "3 min ago", ticking; hover shows the viewer's time and UTC. */
export function RelativeTime(props: RelativeTimeProps) {
  // A table has a hundred of them: they change when nothing else waits.
  const now = useDeferredValue(useNow());
  return <TimeAsOf {...props} now={now} />;
}

const TimeAsOf = memo(({ at, className, now }: RelativeTimeProps & { now: number | null }) => {
  // A tick says only when to look again: what came since is not ahead.
  const zone = now === null ? "UTC" : undefined;
  return (
    <Tooltip
      text={<ExactTime at={at} />}
      className="grid grid-cols-[auto_1fr] gap-x-2 tabular-nums"
    >
      <time
        key={now === null ? "server" : "viewer"}
        dateTime={at}
        suppressHydrationWarning
        className={className ?? "whitespace-nowrap tabular-nums"}
      >
        {formatRelative(new Date(at), serverNow(), zone)}
      </time>
    </Tooltip>
  );
});
TimeAsOf.displayName = "TimeAsOf";

/** A moment to the second, on the viewer's clock and in UTC: two rows of a grid of two columns. */
export function ExactTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <>
      <span className="opacity-70">Here</span>
      <span>{formatDateTime(date)}</span>
      <span className="opacity-70">UTC</span>
      <span>{formatDateTime(date, "UTC")}</span>
    </>
  );
}
