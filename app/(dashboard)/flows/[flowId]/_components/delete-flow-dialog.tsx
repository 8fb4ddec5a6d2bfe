"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteFlow } from "@/app/(dashboard)/flows/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { FlowView } from "@/lib/contracts/flow";

type DeleteFlowDialogProps = { flow: FlowView; open: boolean; onClose: () => void };

export function DeleteFlowDialog({ flow, open, onClose }: DeleteFlowDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete “${flow.name}”?`}
      description="Its draft and every version are gone for good. A flow that a capability uses stays until the capability is removed."
      typeToConfirm={flow.publishedVersion === null ? null : flow.name}
      onConfirm={async () => {
        const result = await deleteFlow({ id: flow.id });
        if (!result.ok) return { error: result.error.details };
        toast.success("Flow deleted");
        router.push("/flows");
        return undefined;
      }}
    />
  );
}
