"use client";

import { memo, useDeferredValue } from "react";
import { ExactTime } from "@/components/exact-time";
import { formatRelative } from "@/components/format-time";
import { serverNow } from "@/components/hooks/server-clock";
import { useNow } from "@/components/hooks/use-now";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

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
  const zone = now === null ? "UTC" : undefined;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time
          key={now === null ? "server" : "viewer"}
          dateTime={at}
          suppressHydrationWarning
          className={className ?? "whitespace-nowrap tabular-nums"}
        >
          {formatRelative(new Date(at), now ?? serverNow(), zone)}
        </time>
      </TooltipTrigger>
      <TooltipContent className="grid grid-cols-[auto_1fr] gap-x-2 tabular-nums">
        <ExactTime at={at} />
      </TooltipContent>
    </Tooltip>
  );
});
TimeAsOf.displayName = "TimeAsOf";
