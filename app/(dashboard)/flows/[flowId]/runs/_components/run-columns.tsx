"use client";

import { OutcomeBadge } from "@/app/(dashboard)/flows/[flowId]/runs/_components/outcome-badge";
import { durationOf, versionOf } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-facts";
import { TRIGGERS } from "@/app/(dashboard)/flows/[flowId]/runs/_components/triggers";
import type { Column } from "@/components/data-table/column";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { RelativeTime } from "@/components/relative-time";
import type { Execution } from "@/lib/contracts/execution";

export const RUN_COLUMNS: readonly Column<Execution>[] = [
  { id: "startedAt", header: "Started", cell: (run) => <RelativeTime at={run.startedAt} /> },
  { id: "outcome", header: "Outcome", cell: (run) => <OutcomeBadge outcome={run.outcome} /> },
  {
    id: "environment",
    header: "Environment",
    cell: (run) => <EnvironmentBadge environment={run.environment} />,
  },
  {
    id: "version",
    header: "Version",
    cell: versionOf,
  },
  {
    id: "caller",
    header: "Called by",
    wide: true,
    cell: (run) => (
      <span className="grid">
        <span className="wrap-anywhere">{run.capabilityName ?? TRIGGERS[run.trigger]}</span>
        {run.keyName === null ? null : (
          <span className="text-xs text-muted-foreground">
            with {run.keyName || "an unnamed key"}
          </span>
        )}
      </span>
    ),
  },
  {
    id: "duration",
    header: "Duration",
    align: "right",
    cell: durationOf,
  },
];
