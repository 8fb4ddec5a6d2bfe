"use client";

import { ExactTime } from "@/components/exact-time";
import { formatAs, formatRelative } from "@/components/format-time";
import { serverNow } from "@/components/hooks/server-clock";
import { useNow } from "@/components/hooks/use-now";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

/** A moment to the second, with the day when that is not today. */
function clockTime(date: Date, now: number, timeZone?: string) {
  const time = formatAs({ timeStyle: "medium", timeZone }, date);
  const dayOf = (moment: Date) => formatAs({ day: "numeric", month: "short", timeZone }, moment);
  return dayOf(date) === dayOf(new Date(now)) ? time : `${dayOf(date)}, ${time}`;
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
        <ExactTime at={at} />
      </TooltipContent>
    </Tooltip>
  );
}
