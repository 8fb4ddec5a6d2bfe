"use client";

import { ChevronDownIcon } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/cn";
import { lazyDialog } from "@/components/lazy-dialog";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { UsageClient } from "@/components/usage/usage-client";
import type { UsageChoices, UsageQuery } from "@/lib/contracts/usage-overview";

const KeySearch = lazyDialog(() =>
  import("@/components/usage/key-search").then((module) => module.KeySearch),
);

type KeyFilterProps = {
  query: UsageQuery;
  initial: UsageChoices;
  readChoices: UsageClient["readChoices"];
};

/** One key of many, found by its name. */
export function KeyFilter({ query, initial, readChoices }: KeyFilterProps) {
  const url = useUrlState();
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<UsageChoices["keys"]>([]);
  const { keyId } = query;
  const chosen = [...found, ...initial.keys].find(({ id }) => id === keyId);

  function choose(id: string | null) {
    setOpen(false);
    url.set({ key: id }, "push");
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        className={cn(
          "flex h-8 max-w-64 items-center justify-between gap-2 rounded-md border border-control bg-card px-2.5 text-sm whitespace-nowrap shadow-raised hover:bg-accent/50",
          keyId !== undefined && "border-brand-line bg-brand-soft",
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="text-muted-foreground">Key</span>
          <span className="truncate" title={chosen?.maskedKey}>
            {keyId === undefined ? "Any" : nameOf(chosen)}
          </span>
        </span>
        <ChevronDownIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 p-0">
        <KeySearch
          open
          query={query}
          initial={initial}
          readChoices={readChoices}
          onChoose={(key) => {
            if (key) setFound([key]);
            choose(key?.id ?? null);
          }}
          onPasted={choose}
        />
      </PopoverContent>
    </Popover>
  );
}

function nameOf(key: UsageChoices["keys"][number] | undefined): string {
  return key ? key.name || key.maskedKey : "Unknown key";
}
