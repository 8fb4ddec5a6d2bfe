"use client";

import { useRouter } from "next/navigation";
import { createFlow } from "@/app/(dashboard)/flows/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { detailsField, detailsOf, FlowDetailsFields, flowDetailsSchema } from "./flow-details-form";

type CreateFlowDialogProps = { open: boolean; onClose: () => void };

export function CreateFlowDialog({ open, onClose }: CreateFlowDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>New Flow</DialogTitle>
          <DialogDescription>Add its steps next, in the editor.</DialogDescription>
        </DialogHeader>
        <CreateForm />
      </DialogContent>
    </Dialog>
  );
}

function CreateForm() {
  const router = useRouter();
  const state = useVerbForm({
    schema: flowDetailsSchema,
    values: detailsOf(null),
    fieldOf: detailsField,
    submit: async (input, name) => {
      const result = await createFlow(input, name);
      if (!result.ok) return result.error;
      router.push(`/flows/${result.value.id}`);
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Create">
      <FlowDetailsFields />
    </FormDialogBody>
  );
}
