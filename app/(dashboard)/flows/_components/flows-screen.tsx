"use client";

import { WorkflowIcon } from "lucide-react";
import type { z } from "zod";
import { SEARCH_PARAMS } from "@/app/(dashboard)/list-queries";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { formatCount } from "@/components/format";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import type { FlowView, flowContracts } from "@/lib/contracts/flow/contracts";
import { PublishedBadge } from "./published-badge";

const FLOW_COLUMNS: readonly Column<FlowView>[] = [
  { id: "name", header: "Name", text: (flow) => flow.name, cell: (flow) => flow.name },
  {
    id: "published",
    header: "Production runs",
    cell: (flow) => <PublishedBadge version={flow.publishedVersion} />,
  },
  { id: "steps", header: "Steps", align: "right", cell: (flow) => formatCount(flow.stepCount) },
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
  { id: "updatedAt", header: "Updated", cell: (flow) => <RelativeTime at={flow.updatedAt} /> },
];

const dialogs = () => import("./flow-details-dialogs");
const CreateFlowDialog = lazyDialog(dialogs, (it) => it.CreateFlowDialog);

type FlowsScreenProps = { flows: z.output<typeof flowContracts.list.output> };

export function FlowsScreen({ flows }: FlowsScreenProps) {
  const create = useCreateDialog("New Flow", useReadOnlyReason("FLOWS:WRITE"));
  return (
    <>
      <PageHeader
        title="Flows"
        description="A flow is a list of steps that turns an input into a result. Products offer flows as capabilities. Test keys run the draft, and production keys run the published version."
        actions={create.button}
      />
      <ListTable
        caption="Flows"
        noun="flow"
        columns={FLOW_COLUMNS}
        rows={flows.data}
        rowHref={(flow) => `/flows/${flow.id}`}
        nextCursor={flows.pagination.nextCursor}
        known={SEARCH_PARAMS}
        filters={<SearchInput label="Search flows" />}
        none={
          <EmptyState
            icon={WorkflowIcon}
            title="No flows yet: products have nothing to offer"
            description="Build one from steps such as a template, a calculation or a request to another API, and try it before anyone calls it."
            action={create.firstButton}
          />
        }
      />
      <CreateFlowDialog {...create.dialog} />
    </>
  );
}
