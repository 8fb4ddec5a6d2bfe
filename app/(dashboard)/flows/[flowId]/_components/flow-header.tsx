"use client";

import { PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { PublishedBadge } from "@/app/(dashboard)/flows/_components/published-badge";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import type { FlowView } from "@/lib/contracts/flow/contracts";

const DeleteFlowDialog = lazyDialog(() =>
  import("./flow-dialogs").then((module) => module.DeleteFlowDialog),
);
const RenameFlowDialog = lazyDialog(() =>
  import("./flow-dialogs").then((module) => module.RenameFlowDialog),
);

type FlowHeaderProps = { flow: FlowView; readOnlyReason: string | null };

export function FlowHeader({ flow, readOnlyReason }: FlowHeaderProps) {
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        back={{ href: "/flows", label: "Flows" }}
        title={flow.name}
        meta={<PublishedBadge version={flow.publishedVersion} />}
        description={flow.description}
        actions={
          <>
            <GatedButton
              variant="outline"
              reason={readOnlyReason}
              onClick={() => setOpen("rename")}
            >
              <PencilIcon aria-hidden /> Edit details
            </GatedButton>
            <GatedButton
              variant="outline"
              className="text-destructive hover:text-destructive"
              reason={readOnlyReason}
              onClick={() => setOpen("delete")}
            >
              <Trash2Icon aria-hidden /> Delete
            </GatedButton>
          </>
        }
      />
      <RenameFlowDialog flow={flow} open={open === "rename"} onClose={close} />
      <DeleteFlowDialog flow={flow} open={open === "delete"} onClose={close} />
    </>
  );
}
