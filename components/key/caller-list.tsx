"use client";

import { formatCount } from "@/components/format-count";
import { programName } from "@/components/key/program-name";
import type { KeyCaller } from "@/lib/contracts/key-screen";

type CallerListProps = {
  callers: readonly KeyCaller[];
  shown?: number;
  /** What to say when there are none. */
  none?: string;
};

/** Who called, as program and address, most requests first. */
export function CallerList({ callers, shown = 3, none = "None" }: CallerListProps) {
  if (callers.length === 0) return <span className="text-muted-foreground">{none}</span>;
  const rest = callers.length - shown;
  return (
    <ul className="grid gap-1">
      {callers.slice(0, shown).map(({ address, userAgent, requests }) => (
        <li key={`${userAgent} ${address}`} className="flex justify-between gap-3">
          <span className="min-w-0">
            <span className="wrap-anywhere">{programName(userAgent)}</span>{" "}
            <span className="text-xs text-muted-foreground wrap-anywhere">
              {address ?? "unknown address"}
            </span>
          </span>
          <span className="whitespace-nowrap text-muted-foreground tabular-nums">
            {formatCount(requests)} {requests === 1 ? "call" : "calls"}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted-foreground">and {rest} more</li> : null}
    </ul>
  );
}
