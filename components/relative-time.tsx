"use client";

import { formatDateTime, formatRelative } from "@/components/format-time";
import { serverNow } from "@/components/hooks/server-clock";
import { useNow } from "@/components/hooks/use-now";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
  className?: string;
};

/** "3 min ago", ticking; hover shows the viewer's time and UTC. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const now = useNow();
  const zone = now === null ? "UTC" : undefined;
  const date = new Date(at);
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time
          key={now === null ? "server" : "viewer"}
          dateTime={at}
          suppressHydrationWarning
          className={className ?? "whitespace-nowrap tabular-nums"}
        >
          {formatRelative(date, serverNow(), zone)}
        </time>
      </TooltipTrigger>
      <TooltipContent className="grid grid-cols-[auto_1fr] gap-x-2 tabular-nums">
        <span className="opacity-70">Here</span>
        <span>{formatDateTime(date)}</span>
        <span className="opacity-70">UTC</span>
        <span>{formatDateTime(date, "UTC")}</span>
      </TooltipContent>
    </Tooltip>
  );
}
