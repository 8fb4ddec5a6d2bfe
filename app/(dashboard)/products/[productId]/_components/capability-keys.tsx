"use client";

import { counted } from "@/app/(dashboard)/products/_components/counted";
import { ImpactKeys } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useListedImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import type { CapabilityView } from "@/lib/contracts/capability";

const LISTED = 50;

/** How many keys can call a capability, and which. */
export function CapabilityKeys({ capability }: { capability: CapabilityView }) {
  const impact = useListedImpact(capability.productId, capability.id);
  if (impact === undefined) return <Skeleton className="h-5 w-28" />;
  if (impact === "unreadable") {
    return <span className="text-muted-foreground">Could not be read</span>;
  }
  if (impact.keyCount === 0) {
    return <span className="text-muted-foreground">No key can call it</span>;
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Popover>
        <PopoverTrigger className="rounded underline decoration-dotted underline-offset-2 hover:decoration-solid">
          {counted(impact.keyCount, "key")} can call it
        </PopoverTrigger>
        <PopoverContent
          align="start"
          className="max-h-80 w-96 max-w-[calc(100vw-2rem)] overflow-y-auto text-sm"
        >
          <ImpactKeys impact={impact} shown={LISTED} />
        </PopoverContent>
      </Popover>
      <span className="text-xs text-muted-foreground">
        {counted(impact.requests, "call")} in 7 days
      </span>
    </span>
  );
}
