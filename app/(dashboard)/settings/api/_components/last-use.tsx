"use client";

import { RelativeTime } from "@/components/relative-time";

type LastUseProps = { of: { lastUsedAt: string | null; lastUsedFrom: string | null } };

export function LastUse({ of: { lastUsedAt, lastUsedFrom } }: LastUseProps) {
  if (lastUsedAt === null) return <span className="text-muted-foreground">Never</span>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <RelativeTime at={lastUsedAt} />
      {lastUsedFrom ? (
        <span className="text-xs text-muted-foreground wrap-anywhere">from {lastUsedFrom}</span>
      ) : null}
    </span>
  );
}
