"use client";

import { PlusIcon, WorkflowIcon } from "lucide-react";
import type { z } from "zod";
import { FLOW_COLUMNS } from "@/app/(dashboard)/flows/_components/flow-columns";
import {
  FLOW_FILTERS,
  FLOW_PARAMS,
  FLOWS_PER_PAGE,
} from "@/app/(dashboard)/flows/_components/flow-query";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { SearchInput } from "@/components/url-state/search-input";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type { listFlowsContract } from "@/lib/contracts/flow";

const CreateFlowDialog = lazyDialog(() =>
  import("@/app/(dashboard)/flows/_components/create-flow-dialog").then(
    (module) => module.CreateFlowDialog,
  ),
);

type FlowsScreenProps = {
  flows: z.output<typeof listFlowsContract.output>;
  /** Why this person cannot change flows; null when they can. */
  readOnlyReason: string | null;
};

export function FlowsScreen({ flows, readOnlyReason }: FlowsScreenProps) {
  const url = useUrlState();
  const create = useUrlDialog("create");
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);
  const isFiltered = FLOW_FILTERS.some((name) => url.get(name) !== null);
  const isEmpty = flows.data.length === 0 && !isFiltered && url.get("cursor") === null;

  return (
    <>
      <PageHeader
        title="Flows"
        description="A flow is a list of steps that turns an input into a result. Products offer flows as capabilities; test keys run the draft, production keys the published version."
        actions={
          <GatedButton reason={readOnlyReason} onClick={create.open}>
            <PlusIcon aria-hidden />
            New Flow
          </GatedButton>
        }
      />
      <div className="grid gap-3">
        {isEmpty ? null : (
          <div className="flex flex-wrap gap-2">
            <SearchInput label="Search flows" />
          </div>
        )}
        <NotUnderstood known={FLOW_PARAMS} />
        <DataTable
          caption="Flows"
          noun={flows.data.length === 1 ? "flow" : "flows"}
          columns={FLOW_COLUMNS}
          rows={flows.data}
          rowId={(flow) => flow.id}
          rowHref={(flow) => `/flows/${flow.id}`}
          page={{
            total: null,
            pageSize: FLOWS_PER_PAGE,
            nextCursor: flows.pagination.nextCursor,
          }}
          empty={
            isEmpty ? (
              <EmptyState
                icon={WorkflowIcon}
                title="No flows yet: products have nothing to offer"
                description="Build one from steps such as a template, a calculation or a request to another API, and try it before anybody calls it."
                action={
                  <GatedButton variant="outline" reason={readOnlyReason} onClick={create.open}>
                    <PlusIcon aria-hidden />
                    Create the first one
                  </GatedButton>
                }
              />
            ) : (
              <NoMatch noun="flows" params={FLOW_FILTERS} />
            )
          }
        />
      </div>
      <CreateFlowDialog open={mayCreate && create.isOpen} onClose={create.close} />
    </>
  );
}
