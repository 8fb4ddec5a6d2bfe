"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDownIcon } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/cn";
import { PastedKeyNote } from "@/components/find-key/pasted-key-note";
import { usePastedKey } from "@/components/find-key/use-pasted-key";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { actionValue } from "@/components/live/action-value";
import {
  Command,
  CommandEmpty,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { UsageDoor } from "@/components/usage/usage-door";
import type { UsageChoices, UsageQuery } from "@/lib/contracts/usage-overview";

type KeyFilterProps = {
  query: UsageQuery;
  initial: UsageChoices;
  readChoices: UsageDoor["readChoices"];
};

/** One key of many, found by its name. */
export function KeyFilter({ query, initial, readChoices }: KeyFilterProps) {
  const url = useUrlState();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const pasted = usePastedKey({ narrow: ({ id }) => choose(id) });
  const { keyId, productId, surfaceId } = query;
  const asked = { search, keyId, productId, surfaceId };
  const { data = initial } = useQuery({
    queryKey: ["usage", "choices", asked],
    queryFn: async () => actionValue(await readChoices(asked)),
    placeholderData: keepPreviousData,
    enabled: open,
  });
  const keys = open ? data.keys : [...data.keys, ...initial.keys];
  const chosen = keyId === undefined ? undefined : keys.find(({ id }) => id === keyId);

  function choose(id: string | null) {
    setOpen(false);
    setSearch("");
    url.set({ key: id }, "push");
  }

  function type(text: string) {
    setSearch(pasted.take(text) ? "" : text);
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label="Key"
        className={cn(
          "flex h-8 max-w-64 items-center justify-between gap-2 rounded-md border border-control bg-card px-2.5 text-sm whitespace-nowrap shadow-raised hover:bg-accent/50",
          keyId !== undefined && "border-brand-line bg-brand-soft",
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="text-muted-foreground">Key</span>
          <span className="truncate">{keyId === undefined ? "Any" : nameOf(chosen)}</span>
        </span>
        <ChevronDownIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 p-0">
        <Command shouldFilter={false} label="Find a key">
          <CommandInput placeholder="Find a key" value={search} onValueChange={type} />
          <PastedKeyNote note={pasted.note} className="px-3.5 pb-2" />
          <CommandList>
            <CommandEmpty>No key has this name.</CommandEmpty>
            {search === "" ? (
              <CommandItem value="any" onSelect={() => choose(null)}>
                Any key
              </CommandItem>
            ) : null}
            {data.keys.map((key) => (
              <CommandItem key={key.id} value={key.id} onSelect={() => choose(key.id)}>
                <span className="min-w-0 flex-1 truncate">{nameOf(key)}</span>
                <EnvironmentBadge environment={key.environment} />
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function nameOf(key: UsageChoices["keys"][number] | undefined): string {
  return key ? key.name || key.maskedKey : "Unknown key";
}
