"use client";

import { OUTCOME_FACES } from "@/components/key/page/outcome-groups";
import { Button } from "@/components/ui/button";
import { FilterSelect } from "@/components/url-state/filter-select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { KeyFilter } from "@/components/usage/key-filter";
import { RangePicker } from "@/components/usage/range-picker";
import type { UsageClient } from "@/components/usage/usage-client";
import { USAGE_FILTERS } from "@/components/usage/usage-query";
import type { UsageChoices, UsageOverview, UsageQuery } from "@/lib/contracts/usage-overview";
import { OUTCOMES } from "@/lib/core/outcome";

const ENVIRONMENT_OPTIONS = [
  { value: "production", label: "Production" },
  { value: "test", label: "Test" },
];

const OUTCOME_OPTIONS = OUTCOMES.map((outcome) => ({
  value: outcome,
  label: OUTCOME_FACES[outcome].label,
}));

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

type UsageToolbarProps = {
  query: UsageQuery;
  range: UsageOverview["range"];
  choices: UsageChoices;
  readChoices: UsageClient["readChoices"];
};

/** The range and the filters, in the address. */
export function UsageToolbar({ query, range, choices, readChoices }: UsageToolbarProps) {
  const url = useUrlState();
  const { products } = choices;
  const within = products.filter(
    ({ id }) => query.productId === undefined || id === query.productId,
  );
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
        options={products.map(option)}
        clears={["surface", "capability"]}
      />
      <FilterSelect label="Surface" param="surface" options={surfaces.map(option)} />
      <FilterSelect label="Capability" param="capability" options={capabilities.map(option)} />
      <KeyFilter query={query} initial={choices} readChoices={readChoices} />
      <FilterSelect label="Outcome" param="outcome" options={OUTCOME_OPTIONS} />
      {isFiltered ? (
        <Button
          variant="ghost"
          onClick={() =>
            url.set(Object.fromEntries(USAGE_FILTERS.map((name) => [name, null])), "push")
          }
        >
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
