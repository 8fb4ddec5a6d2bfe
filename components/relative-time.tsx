"use client";

import { memo, type ReactNode, useDeferredValue } from "react";
import { formatDateTime, formatRelative } from "./format";
import { serverNow, useNow } from "./hooks/use-now";
import { Tooltip } from "./ui/tooltip";

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
};

/** "3 min ago", ticking; hover shows the viewer's time and UTC. */
export function RelativeTime(props: RelativeTimeProps) {
  // A table has a hundred of them: they change when nothing else waits.
  const now = useDeferredValue(useNow());
  return <TimeAsOf {...props} now={now} />;
}

const TimeAsOf = memo(({ at, now }: RelativeTimeProps & { now: number | null }) => {
  // A tick says only when to look again: what came since is not ahead.
  const zone = now === null ? "UTC" : undefined;
  return (
    <Moment at={at} now={now}>
      {formatRelative(new Date(at), serverNow(), zone)}
    </Moment>
  );
});
TimeAsOf.displayName = "TimeAsOf";

type MomentProps = RelativeTimeProps & {
  /** Null on the server, which does not know the viewer's zone. */
  now: number | null;
  /** What hover shows above the exact times. */
  more?: ReactNode;
  children: ReactNode;
};

/** A moment in some words; hover shows it to the second, on the viewer's clock and in UTC. */
export function Moment({ at, now, more, children }: MomentProps) {
  return (
    <Tooltip
      text={<ExactTime at={at} more={more} />}
      className="grid grid-cols-[auto_1fr] gap-x-2 tabular-nums"
    >
      <time
        key={now === null ? "server" : "viewer"}
        dateTime={at}
        suppressHydrationWarning
        className="whitespace-nowrap tabular-nums"
      >
        {children}
      </time>
    </Tooltip>
  );
}

/** Rendered once it is shown: a table has a hundred times, and formats cost a page 70 ms. */
function ExactTime({ at, more }: Pick<MomentProps, "at" | "more">) {
  const date = new Date(at);
  return (
    <>
      {more ? <span className="col-span-2">{more}</span> : null}
      <span className="opacity-70">Here</span>
      <span>{formatDateTime(date)}</span>
      <span className="opacity-70">UTC</span>
      <span>{formatDateTime(date, "UTC")}</span>
    </>
  );
}
