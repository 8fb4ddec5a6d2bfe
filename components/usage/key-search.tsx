import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PastedKeyNote, usePastedKey } from "@/components/find-key";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { actionValue } from "@/components/live/action-value";
import { Truncated } from "@/components/truncated";
import {
  Command,
  CommandEmpty,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import type { UsageChoices, UsageQuery } from "@/lib/contracts/analytics/overview";
import type { UsageClient } from "./usage-query";

type FoundKey = UsageChoices["keys"][number];

export type ChoicesProps = {
  query: UsageQuery;
  /** What is offered before anything is searched for. */
  choices: UsageChoices;
  readChoices: UsageClient["readChoices"];
};

type KeySearchProps = ChoicesProps & {
  open: boolean;
  /** Null is any key. */
  onChoose: (key: FoundKey | null) => void;
  onPasted: (keyId: string) => void;
};

/** The keys that were used, searched by name; a pasted key is taken at once. */
export function KeySearch(props: KeySearchProps) {
  const { query, choices, readChoices, onChoose, onPasted } = props;
  const [search, setSearch] = useState("");
  const pasted = usePastedKey({ narrow: ({ id }) => onPasted(id) });
  const { keyId, productId, surfaceId } = query;
  const asked = { search, keyId, productId, surfaceId };
  const { data = choices } = useQuery({
    queryKey: ["usage", "choices", asked],
    queryFn: async () => actionValue(await readChoices(asked)),
    placeholderData: keepPreviousData,
  });

  return (
    <>
      <Command shouldFilter={false} label="Find a key">
        <CommandInput
          autoFocus
          placeholder="Find a key"
          value={search}
          onValueChange={(text) => setSearch(pasted.take(text) ? "" : text)}
        />
        <CommandList>
          <CommandEmpty>No key has this name.</CommandEmpty>
          {search === "" ? (
            <CommandItem value="any" onSelect={() => onChoose(null)}>
              Any key
            </CommandItem>
          ) : null}
          {data.keys.map((key) => (
            <CommandItem key={key.id} value={key.id} onSelect={() => onChoose(key)}>
              <span className="grid min-w-0 flex-1">
                <Truncated title={key.name || key.maskedKey} />
                <span className="font-mono text-xs text-muted-foreground">{key.maskedKey}</span>
              </span>
              <EnvironmentBadge environment={key.environment} />
            </CommandItem>
          ))}
        </CommandList>
      </Command>
      <PastedKeyNote note={pasted.note} className="px-3.5 not-empty:pb-2" />
    </>
  );
}
