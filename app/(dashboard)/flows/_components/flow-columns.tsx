"use client";

import { PublishedBadge } from "@/app/(dashboard)/flows/_components/published-badge";
import type { Column } from "@/components/data-table/column";
import { formatCount } from "@/components/format-count";
import { RelativeTime } from "@/components/relative-time";
import type { FlowView } from "@/lib/contracts/flow";

export const FLOW_COLUMNS: readonly Column<FlowView>[] = [
  { id: "name", header: "Name", text: (flow) => flow.name, cell: (flow) => flow.name },
  {
    id: "published",
    header: "Production runs",
    cell: (flow) => <PublishedBadge version={flow.publishedVersion} />,
  },
  {
    id: "steps",
    header: "Steps",
    align: "right",
    cell: (flow) => formatCount(flow.stepCount),
  },
  {
    id: "description",
    header: "Description",
    wide: true,
    cell: (flow) => (
      <span
        className="line-clamp-1 max-w-96 text-muted-foreground"
        title={flow.description ?? undefined}
      >
        {flow.description ?? "–"}
      </span>
    ),
  },
  {
    id: "updatedAt",
    header: "Changed",
    cell: (flow) => <RelativeTime at={flow.updatedAt} />,
  },
];
