"use client";

import { ActivityIcon } from "lucide-react";
import type { z } from "zod";
import { RUN_COLUMNS } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-columns";
import {
  RUN_FILTERS,
  RUN_PARAMS,
  RUNS_PER_PAGE,
} from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-query";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/empty-state";
import { FilterSelect } from "@/components/url-state/filter-select";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { listExecutionsContract } from "@/lib/contracts/execution";

const ENVIRONMENT_OPTIONS = [
  { value: "test", label: "Test" },
  { value: "production", label: "Production" },
] as const;

const OUTCOME_OPTIONS = [
  { value: "succeeded", label: "Succeeded" },
  { value: "failed", label: "Failed" },
  { value: "timed_out", label: "Timed out" },
  { value: "interrupted", label: "Interrupted" },
] as const;

type RunsScreenProps = { flowId: string; runs: z.output<typeof listExecutionsContract.output> };

export function RunsScreen({ flowId, runs }: RunsScreenProps) {
  const url = useUrlState();
  const isFiltered = RUN_FILTERS.some((name) => url.get(name) !== null);
  const isEmpty = runs.data.length === 0 && !isFiltered && url.get("cursor") === null;
  return (
    <div className="grid gap-3">
      {isEmpty ? null : (
        <div className="flex flex-wrap gap-2">
          <FilterSelect label="Environment" param="environment" options={ENVIRONMENT_OPTIONS} />
          <FilterSelect label="Outcome" param="outcome" options={OUTCOME_OPTIONS} />
        </div>
      )}
      <NotUnderstood known={RUN_PARAMS} />
      <DataTable
        caption="Runs"
        noun={runs.data.length === 1 ? "run" : "runs"}
        columns={RUN_COLUMNS}
        rows={runs.data}
        rowId={(run) => run.id}
        rowHref={(run) => `/flows/${flowId}/runs/${run.id}`}
        page={{ total: null, pageSize: RUNS_PER_PAGE, nextCursor: runs.pagination.nextCursor }}
        empty={
          isEmpty ? (
            <EmptyState
              icon={ActivityIcon}
              title="No runs yet"
              description="Each run shows here with its steps, from the editor as from customers."
            />
          ) : (
            <NoMatch noun="runs" params={RUN_FILTERS} />
          )
        }
      />
    </div>
  );
}
