"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { publishFlow } from "@/app/(dashboard)/flows/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { FlowVersionView } from "@/lib/contracts/flow-version";

type PublishVersionDialogProps = {
  flowId: string;
  /** The version to publish; null while the dialog is closed. */
  version: FlowVersionView | null;
  onClose: () => void;
};

export function PublishVersionDialog({ flowId, version, onClose }: PublishVersionDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      open={version !== null}
      onOpenChange={onClose}
      tone="default"
      title={`Publish v${version?.versionNumber ?? ""} again?`}
      description="Production keys run it from the next call on. The draft stays as it is."
      onConfirm={async () => {
        if (!version) return undefined;
        const result = await publishFlow({ id: flowId, versionId: version.id });
        if (!result.ok) return { error: result.error.details };
        toast.success(result.value.message);
        router.refresh();
        return undefined;
      }}
    />
  );
}
