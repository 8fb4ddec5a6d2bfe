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

export function PublishVersionDialog(props: PublishVersionDialogProps) {
  const { flowId, version, open, onClose } = props;
  const router = useRouter();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      tone="default"
      title={`Publish v${version.versionNumber} again?`}
      description="Production keys will run this version immediately. The draft does not change."
      act={() => publishFlow({ id: flowId, versionId: version.id })}
      onDone={({ message }) => {
        toast.success(message);
        router.refresh();
      }}
    />
  );
}
