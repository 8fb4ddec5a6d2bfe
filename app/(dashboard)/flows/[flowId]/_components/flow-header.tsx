"use client";

import { PencilIcon } from "lucide-react";
import { useState } from "react";
import { PublishedBadge } from "@/app/(dashboard)/flows/_components/published-badge";
import { ActButtons, removeAct } from "@/components/act-buttons";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import type { FlowView } from "@/lib/contracts/flow/contracts";

const confirmDialogs = () => import("./confirm-dialogs");
const DeleteFlowDialog = lazyDialog(confirmDialogs, (it) => it.DeleteFlowDialog);
const dialogs = () => import("@/app/(dashboard)/flows/_components/flow-details-dialogs");
const EditFlowDialog = lazyDialog(dialogs, (it) => it.EditFlowDialog);

export function FlowHeader({ flow }: { flow: FlowView }) {
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
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
              removeAct("Delete", () => setAct("delete")),
            ]}
          />
        }
      />
      <EditFlowDialog {...dialog} open={act === "edit"} />
      <DeleteFlowDialog {...dialog} open={act === "delete"} />
    </>
  );
}
