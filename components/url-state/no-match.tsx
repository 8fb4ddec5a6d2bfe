import { SearchXIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { useUrlState } from "./url-state-provider";

type NoMatchProps = {
  /** Plural: "keys". */
  noun: string;
  /** The parameters that search and filter. */
  params: readonly string[];
};

/** For a list that is empty because of its search or filters. */
export function NoMatch({ noun, params }: NoMatchProps) {
  const url = useUrlState();
  return (
    <EmptyState
      icon={SearchXIcon}
      title={`No ${noun} match`}
      description={noMatchReason(params.filter((param) => url.get(param) !== null))}
      action={
        <Button
          variant="outline"
          onClick={() => url.set(Object.fromEntries(params.map((param) => [param, null])), "push")}
        >
          Clear filters
        </Button>
      }
    />
  );
}

/** Why a list is empty, by what is set of its parameters: the search, filters, or both. */
export function noMatchReason(set: readonly string[]): string {
  const filters = set.filter((param) => param !== "search").length;
  if (filters === set.length) {
    return filters === 1
      ? "No results for this filter."
      : "No results for this combination of filters.";
  }
  if (filters === 0) return "No results for this search.";
  return `No results for this search with ${filters === 1 ? "this filter" : "these filters"}.`;
}
