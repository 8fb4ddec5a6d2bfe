"use client";

import { cn } from "@/components/cn";
import { RelativeTime } from "@/components/relative-time";

type LastUseProps = {
  of: { lastUsedAt: string | null; lastUsedFrom: string | null };
  /** The address below the time instead of beside it. */
  stacked?: boolean;
};

export function LastUse({ of: { lastUsedAt, lastUsedFrom }, stacked = false }: LastUseProps) {
  if (lastUsedAt === null) return <span className="text-muted-foreground">Never</span>;
  return (
    <span className={cn(stacked ? "grid" : "inline-flex flex-wrap items-baseline gap-x-1.5")}>
      <RelativeTime at={lastUsedAt} />
      {lastUsedFrom ? (
        <span
          className={cn(
            "text-xs text-muted-foreground",
            stacked ? "sm:whitespace-nowrap max-sm:wrap-anywhere" : "wrap-anywhere",
          )}
        >
          from {lastUsedFrom}
        </span>
      ) : null}
    </span>
  );
}
