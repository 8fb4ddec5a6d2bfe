import { ChevronDownIcon } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/cn";
import { ENVIRONMENT_OPTIONS } from "@/components/key/environment-badge";
import { OUTCOME_FACES } from "@/components/key/page/outcome-groups";
import { lazyDialog } from "@/components/lazy-dialog";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { FilterSelect } from "@/components/url-state/filter-select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { UsageChoices, UsageOverview } from "@/lib/contracts/analytics/overview";
import { OUTCOMES } from "@/lib/core/outcome";
import type { ChoicesProps } from "./key-search";
import { RangePicker } from "./range-picker";
import { USAGE_FILTERS } from "./usage-query";

const dialogs = () => import("./key-search");
const KeySearch = lazyDialog(dialogs, (it) => it.KeySearch);

/** One key of many, found by its name. */
function KeyFilter(props: ChoicesProps) {
  const url = useUrlState();
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<UsageChoices["keys"]>([]);
  const { keyId } = props.query;
  const chosen = [...found, ...props.choices.keys].find(({ id }) => id === keyId);

  function choose(id: string | null) {
    setOpen(false);
    url.set({ key: id }, "push");
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      className="w-80 p-0"
      trigger={
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
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
        </button>
      }
    >
      <KeySearch
        {...props}
        open
        onChoose={(key) => {
          if (key) setFound([key]);
          choose(key?.id ?? null);
        }}
        onPasted={choose}
      />
    </Popover>
  );
}

function nameOf(key: UsageChoices["keys"][number] | undefined): string {
  return key ? key.name || key.maskedKey : "Unknown key";
}

const OUTCOME_OPTIONS = OUTCOMES.map((value) => ({ value, label: OUTCOME_FACES[value].label }));
const NO_FILTERS = Object.fromEntries(USAGE_FILTERS.map((name) => [name, null]));

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

type UsageToolbarProps = ChoicesProps & { range: UsageOverview["range"] };

/** The range and the filters, in the address. */
export function UsageToolbar({ range, ...asked }: UsageToolbarProps) {
  const url = useUrlState();
  const { query, choices } = asked;
  const { productId } = query;
  const within = choices.products.filter(({ id }) => !productId || id === productId);
  const surfaces = within.flatMap((product) => product.surfaces);
  const capabilities = within.flatMap((product) => product.capabilities);
  const isFiltered = USAGE_FILTERS.some((name) => url.get(name) !== null);

  return (
    <div className="flex flex-wrap gap-2">
      <RangePicker query={query} range={range} />
      <FilterSelect label="Environment" param="environment" options={ENVIRONMENT_OPTIONS} />
      <FilterSelect
        label="Product"
        param="product"
        options={choices.products.map(option)}
        clears={["surface", "capability"]}
      />
      <FilterSelect label="Surface" param="surface" options={surfaces.map(option)} />
      <FilterSelect label="Capability" param="capability" options={capabilities.map(option)} />
      <KeyFilter {...asked} />
      <FilterSelect label="Outcome" param="outcome" options={OUTCOME_OPTIONS} />
      {isFiltered ? (
        <Button variant="ghost" onClick={() => url.set(NO_FILTERS, "push")}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
