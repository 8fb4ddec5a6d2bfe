"use client";

import { ActivityIcon } from "lucide-react";
import type { z } from "zod";
import { RUN_PARAMS } from "@/app/(dashboard)/list-queries";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { ENVIRONMENT_OPTIONS, EnvironmentBadge } from "@/components/key/environment-badge";
import { RelativeTime } from "@/components/relative-time";
import { Truncated } from "@/components/truncated";
import { FilterSelect } from "@/components/url-state/filter-select";
import { ListTable } from "@/components/url-state/list-table";
import type { Execution, listExecutionsContract } from "@/lib/contracts/execution/contracts";
import { durationOf, OUTCOME_OPTIONS, OutcomeBadge, TRIGGERS, versionOf } from "./run-facts";

const RUN_COLUMNS: readonly Column<Execution>[] = [
  { id: "startedAt", header: "Started", cell: (run) => <RelativeTime at={run.startedAt} /> },
  { id: "outcome", header: "Outcome", cell: (run) => <OutcomeBadge outcome={run.outcome} /> },
  {
    id: "environment",
    header: "Environment",
    cell: (run) => <EnvironmentBadge environment={run.environment} />,
  },
  { id: "version", header: "Version", cell: versionOf },
  {
    id: "caller",
    header: "Called by",
    wide: true,
    cell: (run) => (
      <span className="grid max-w-72 grid-cols-[minmax(0,1fr)]">
        <span className="wrap-anywhere">{run.capabilityName ?? TRIGGERS[run.trigger]}</span>
        {run.keyName === null ? null : (
          <Truncated className="text-xs text-muted-foreground" title={run.keyName}>
            with {run.keyName || "an unnamed key"}
          </Truncated>
        )}
      </span>
    ),
  },
  { id: "duration", header: "Duration", align: "right", cell: durationOf },
];

type RunsScreenProps = { flowId: string; runs: z.output<typeof listExecutionsContract.output> };

export function RunsScreen({ flowId, runs }: RunsScreenProps) {
  return (
    <ListTable
      caption="Runs"
      noun="run"
      columns={RUN_COLUMNS}
      rows={runs.data}
      rowHref={(run) => `/flows/${flowId}/runs/${run.id}`}
      nextCursor={runs.pagination.nextCursor}
      known={RUN_PARAMS}
      filters={
        <>
          <FilterSelect label="Environment" param="environment" options={ENVIRONMENT_OPTIONS} />
          <FilterSelect label="Outcome" param="outcome" options={OUTCOME_OPTIONS} />
        </>
      }
      none={
        <EmptyState
          icon={ActivityIcon}
          title="No runs yet"
          description="Runs from the editor and from API calls appear here, with each step."
        />
      }
    />
  );
}
