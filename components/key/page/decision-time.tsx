"use client";

import { formatDateTime, formatRelative } from "@/components/format-time";
import { serverNow } from "@/components/hooks/server-clock";
import { useNow } from "@/components/hooks/use-now";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

/** A moment to the second, with the day when that is not today. */
function clockTime(date: Date, now: number, timeZone?: string) {
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone }).format(date);
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone });
  return day.format(date) === day.format(now) ? time : `${day.format(date)}, ${time}`;
}

export function DecisionTime({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  const zone = now === null ? "UTC" : undefined;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time
          key={now === null ? "server" : "viewer"}
          dateTime={at}
          suppressHydrationWarning
          className="whitespace-nowrap tabular-nums"
        >
          {clockTime(date, now ?? serverNow(), zone)}
        </time>
      </TooltipTrigger>
      <TooltipContent className="grid grid-cols-[auto_1fr] gap-x-2 tabular-nums">
        <span className="col-span-2">{formatRelative(date, serverNow(), zone)}</span>
        <span className="opacity-70">Here</span>
        <span>{formatDateTime(date)}</span>
        <span className="opacity-70">UTC</span>
        <span>{formatDateTime(date, "UTC")}</span>
      </TooltipContent>
    </Tooltip>
  );
}
