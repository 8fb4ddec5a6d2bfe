"use client";

import { cn } from "@/components/cn";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

type LastUseProps = {
  of: { lastUsedAt: string | null; lastUsedFrom: string | null };
  /** The address below the time instead of beside it. */
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
    <span className={cn(stacked ? "grid" : "inline-flex flex-wrap items-baseline gap-x-1.5")}>
      <RelativeTime at={lastUsedAt} />
      {lastUsedFrom ? (
        <span className="text-xs text-muted-foreground wrap-anywhere">from {lastUsedFrom}</span>
      ) : null}
    </span>
  );
}

function NeverAccepted() {
  return <span className="text-muted-foreground">Never accepted</span>;
}

function NeverUsed() {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant="outline" className="text-muted-foreground">
          Never used
        </Badge>
      </TooltipTrigger>
      <TooltipContent>
        No request was made with this key. If nobody has its secret, rotate or revoke it.
      </TooltipContent>
    </Tooltip>
  );
}
