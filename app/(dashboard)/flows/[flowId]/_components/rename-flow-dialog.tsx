"use client";

import { useRouter } from "next/navigation";
import {
  detailsField,
  detailsOf,
  FlowDetailsFields,
  flowDetailsSchema,
} from "@/app/(dashboard)/flows/_components/flow-details-form";
import { updateFlow } from "@/app/(dashboard)/flows/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { toast } from "@/components/toast";
import { Dialog, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { FlowView } from "@/lib/contracts/flow";

type RenameFlowDialogProps = { flow: FlowView; open: boolean; onClose: () => void };

export function RenameFlowDialog({ flow, open, onClose }: RenameFlowDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0" aria-describedby={undefined}>
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit flow</DialogTitle>
        </DialogHeader>
        <RenameForm flow={flow} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ flow, onClose }: Omit<RenameFlowDialogProps, "open">) {
  const router = useRouter();
  const state = useVerbForm({
    schema: flowDetailsSchema,
    values: detailsOf(flow),
    fieldOf: detailsField,
    submit: async (input) => {
      const result = await updateFlow({ id: flow.id, revision: flow.revision, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved");
      router.refresh();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <FlowDetailsFields />
    </FormDialogBody>
  );
}
