import { useQuery } from "@tanstack/react-query";
import {
  ActivityIcon,
  AppWindowIcon,
  Building2Icon,
  KeyRoundIcon,
  LayersIcon,
  type LucideIcon,
  PackageIcon,
  PlayIcon,
  WorkflowIcon,
} from "lucide-react";
import { useSettled } from "@/components/hooks/use-settled";
import { keyHref } from "@/components/link";
import { actionValue } from "@/components/live/action-value";
import { Truncated } from "@/components/truncated";
import { CommandGroup, CommandItem } from "@/components/ui/command";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Found } from "@/lib/contracts/search/contracts";

export type Search = (input: { text: string }) => Promise<ActionResult<{ found: Found[] }>>;

/** In the order in which they are shown. */
const KINDS = {
  key: { heading: "API keys", icon: KeyRoundIcon },
  product: { heading: "Products", icon: PackageIcon },
  surface: { heading: "Surfaces", icon: AppWindowIcon },
  customer: { heading: "Customers", icon: Building2Icon },
  plan: { heading: "Plans", icon: LayersIcon },
  flow: { heading: "Flows", icon: WorkflowIcon },
  request: { heading: "Requests", icon: ActivityIcon },
  run: { heading: "Runs", icon: PlayIcon },
} satisfies Record<Found["kind"], { heading: string; icon: LucideIcon }>;

/** What the organization has by the text, once it has stood still; `isSettled` once that is known. */
export function useSearch(search: Search, text: string) {
  const asked = useSettled(text.trim(), 150);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["search", asked],
    queryFn: async () => actionValue(await search({ text: asked })).found,
    enabled: asked !== "",
    retry: false,
  });
  const found = asked === "" ? [] : (data ?? []);
  return { found, reading: { error, refetch }, isSettled: asked === text.trim() && !isFetching };
}

type SearchResultsProps = { found: readonly Found[]; onOpen: (href: string) => void };

export function SearchResults({ found, onOpen }: SearchResultsProps) {
  return Object.entries(KINDS).map(([kind, { heading, icon: Icon }]) => {
    const things = found.filter((thing) => thing.kind === kind);
    return things.length === 0 ? null : (
      <CommandGroup key={kind} heading={heading}>
        {things.map((thing) => (
          <CommandItem
            key={thing.id}
            value={`${kind} ${thing.id}`}
            onSelect={() => onOpen(hrefOf(thing))}
          >
            <Icon />
            <Truncated className="min-w-0" title={thing.name} />
            {"detail" in thing && thing.detail !== null ? (
              <Truncated
                className="ml-auto max-w-1/2 shrink-0 pl-2 text-xs text-muted-foreground"
                title={thing.detail}
              />
            ) : null}
          </CommandItem>
        ))}
      </CommandGroup>
    );
  });
}

function hrefOf(thing: Found): string {
  switch (thing.kind) {
    case "key":
      return keyHref(thing.id, thing.surface);
    case "request":
      return keyHref(thing.keyId, thing.surface);
    case "product":
      return `/products/${thing.id}`;
    case "surface":
      return `/products/${thing.productId}/surfaces/${thing.id}`;
    case "customer":
      return `/customers/${thing.id}`;
    case "plan":
      return `/plans/${thing.id}`;
    case "flow":
      return `/flows/${thing.id}`;
    case "run":
      return `/flows/${thing.flowId}/runs/${thing.id}`;
  }
}
