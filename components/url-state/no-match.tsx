"use client";

import { SearchXIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { noMatchReason } from "@/components/url-state/no-match-reason";
import { useUrlState } from "@/components/url-state/url-state-provider";

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
