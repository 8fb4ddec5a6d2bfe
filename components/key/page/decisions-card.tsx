import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { formatAs, formatRelative } from "@/components/format";
import { serverNow, useNow } from "@/components/hooks/use-now";
import { programName } from "@/components/key/caller-list";
import { useKeyClient } from "@/components/key/key-client";
import { useLiveRead } from "@/components/live/use-live-read";
import { Panel } from "@/components/panel";
import { Moment } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import type { KeyDecision, KeyDecisions, KeySecret } from "@/lib/contracts/key/screen";
import { invalidLabel, OUTCOME_FACES } from "./outcome-groups";

const REFRESH_MS = 3_000;
const STEP = 20;
const MAX_ROWS = 200;

type DecisionsCardProps = {
  keyId: string;
  initial: KeyDecisions;
  secrets: readonly KeySecret[];
};

const HEADERS = ["Time", "Request", "Outcome", "Caller", "Request id"] as const;

export function DecisionsCard({ keyId, initial, secrets }: DecisionsCardProps) {
  const { queries, readDecisions } = useKeyClient();
  const [limit, setLimit] = useState(STEP);
  const { data } = useLiveRead({
    queryKey: [queries, "decisions", keyId, limit],
    read: () => readDecisions(keyId, limit),
    initial,
    everyMs: REFRESH_MS,
  });
  const newest = secrets[0]?.id;

  return (
    <Panel
      title="Recent requests"
      description="Every request with this key, newest first, in real time"
    >
      {data.decisions.length === 0 ? (
        <p className="py-6 text-center text-sm text-muted-foreground">
          No requests yet. The first one appears here within seconds.
        </p>
      ) : (
        <div className="-mx-4 overflow-x-auto">
          <Table className="max-sm:block">
            <caption className="sr-only">Recent requests</caption>
            <TableHeader className="border-t bg-subtle max-sm:sr-only">
              <tr>
                {HEADERS.map((header) => (
                  <TableHead
                    key={header}
                    scope="col"
                    className="first:pl-4 last:pr-4 last:text-right"
                  >
                    {header}
                  </TableHead>
                ))}
              </tr>
            </TableHeader>
            <TableBody className="max-sm:block">
              {data.decisions.map((decision) => (
                <DecisionRow
                  key={decision.requestId}
                  decision={decision}
                  isOldSecret={newest !== undefined && decision.secretId !== newest}
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {data.hasMore && limit < MAX_ROWS ? (
        <div className="mt-3 flex justify-center">
          <Button variant="outline" size="sm" onClick={() => setLimit(limit + STEP * 2)}>
            Show older
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

/** What every call of a surface begins with. */
const ON_SURFACE = /^.*\/surfaces\/[^/]+(?=\/api\/)/;

type DecisionRowProps = { decision: KeyDecision; isOldSecret: boolean };

function DecisionRow({ decision, isOldSecret }: DecisionRowProps) {
  const { at, requestId, address, userAgent } = decision;
  return (
    <TableRow className="max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3 max-sm:*:p-0">
      <TableCell className="pl-4 text-muted-foreground max-sm:order-2 max-sm:text-right">
        <DecisionTime at={at} />
      </TableCell>
      <TableCell className="max-sm:order-1">
        <Asked decision={decision} />
      </TableCell>
      <TableCell className="max-sm:order-3">
        <Outcome decision={decision} />
      </TableCell>
      <TableCell className="max-sm:order-5 max-sm:col-span-2">
        <span className="flex flex-wrap items-baseline gap-x-1.5">
          <span className="wrap-anywhere" title={userAgent ?? undefined}>
            {programName(userAgent)}
          </span>
          <span className="text-xs text-muted-foreground">{address ?? "unknown address"}</span>
          {isOldSecret ? (
            <Badge variant="outline" className="text-muted-foreground">
              old secret
            </Badge>
          ) : null}
        </span>
      </TableCell>
      <TableCell className="pr-3 max-sm:order-4">
        <span className="flex items-center justify-end gap-0.5">
          <code
            className="font-mono text-xs whitespace-nowrap text-muted-foreground"
            title={requestId}
          >
            …{requestId.slice(-6)}
          </code>
          <CopyButton text={requestId} label={`request id ${requestId}`} />
        </span>
      </TableCell>
    </TableRow>
  );
}

/** What was asked for, in words first. */
function Asked({ decision: { method, path, act, capability } }: { decision: KeyDecision }) {
  const what = act ?? "Method not offered";
  return (
    <span className="grid" title={`${what}: ${method} ${path}`}>
      <span className="font-medium wrap-anywhere">
        {capability ? (capability.name ?? capability.id) : what}
      </span>
      <span className="font-mono text-xs wrap-anywhere text-muted-foreground">
        {method} {path.replace(ON_SURFACE, "…")}
      </span>
    </span>
  );
}

function Outcome({ decision: { outcome, status, duration } }: { decision: KeyDecision }) {
  const { label, variant = "destructive", about } = OUTCOME_FACES[outcome];
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Tooltip text={about}>
        <Badge variant={variant}>
          {status === null ? null : <span className="tabular-nums">{status}</span>}
          {outcome === "invalid" ? invalidLabel(status) : label}
        </Badge>
      </Tooltip>
      {duration === null ? null : (
        <span className="text-xs text-muted-foreground tabular-nums">
          {duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms
        </span>
      )}
    </span>
  );
}

/** A moment to the second, with the day when that is not today. */
function clockTime(date: Date, now: number, timeZone?: string) {
  const time = formatAs({ timeStyle: "medium", timeZone }, date);
  const dayOf = (moment: Date) => formatAs({ day: "numeric", month: "short", timeZone }, moment);
  return dayOf(date) === dayOf(new Date(now)) ? time : `${dayOf(date)}, ${time}`;
}

function DecisionTime({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  const zone = now === null ? "UTC" : undefined;
  return (
    <Moment at={at} now={now} more={formatRelative(date, serverNow(), zone)}>
      {clockTime(date, now ?? serverNow(), zone)}
    </Moment>
  );
}
