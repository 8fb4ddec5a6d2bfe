"use client";

import { useRouter } from "next/navigation";
import { publishFlow } from "@/app/(dashboard)/flows/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";
import type { FlowVersionView } from "@/lib/contracts/flow/contracts";

type PublishVersionDialogProps = {
  flowId: string;
  version: FlowVersionView;
  open: boolean;
  onClose: () => void;
};

export function PublishVersionDialog({
  flowId,
  version,
  open,
  onClose,
}: PublishVersionDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      tone="default"
      title={`Publish v${version.versionNumber} again?`}
      description="Production keys will run this version immediately. The draft does not change."
      onConfirm={async () => {
        const result = await publishFlow({ id: flowId, versionId: version.id });
        if (!result.ok) return result.error;
        toast.success(result.value.message);
        router.refresh();
        return undefined;
      }}
    />
  );
}
