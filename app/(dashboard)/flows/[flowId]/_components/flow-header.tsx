"use client";

import { PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { PublishedBadge } from "@/app/(dashboard)/flows/_components/published-badge";
import { ActButtons } from "@/components/act-buttons";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import type { FlowView } from "@/lib/contracts/flow/contracts";

const DeleteFlowDialog = lazyDialog(() =>
  import("./confirm-dialogs").then((module) => module.DeleteFlowDialog),
);
const EditFlowDialog = lazyDialog(() =>
  import("@/app/(dashboard)/flows/_components/flow-details-dialogs").then(
    (module) => module.EditFlowDialog,
  ),
);

type FlowHeaderProps = { flow: FlowView; readOnlyReason: string | null };

export function FlowHeader({ flow, readOnlyReason }: FlowHeaderProps) {
  const [act, setAct] = useState<"edit" | "delete" | null>(null);
  const dialog = { flow, onClose: () => setAct(null) };
  return (
    <>
      <PageHeader
        back={{ href: "/flows", label: "Flows" }}
        title={flow.name}
        meta={<PublishedBadge version={flow.publishedVersion} />}
        description={flow.description}
        actions={
          <ActButtons
            reason={readOnlyReason}
            acts={[
              { label: "Edit details", icon: PencilIcon, onSelect: () => setAct("edit") },
              {
                label: "Delete",
                icon: Trash2Icon,
                isDestructive: true,
                onSelect: () => setAct("delete"),
              },
            ]}
          />
        }
      />
      <EditFlowDialog {...dialog} open={act === "edit"} />
      <DeleteFlowDialog {...dialog} open={act === "delete"} />
    </>
  );
}
