"use client";

import { useState } from "react";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { updateCapability } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { actionValue } from "@/components/live/action-value";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { CapabilityFields } from "./capability-fields";
import { capabilityField, capabilityValues, editedCapabilitySchema } from "./capability-values";
import type { CapabilityDialogProps } from "./use-capability-acts";

export function EditCapabilityDialog({ capability, open, onClose }: CapabilityDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit capability</DialogTitle>
          <DialogDescription>Changes take effect immediately on every surface.</DialogDescription>
        </DialogHeader>
        <EditForm capability={capability} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ capability, onClose }: Pick<CapabilityDialogProps, "capability" | "onClose">) {
  const changed = useProductChanged();
  const [revision, setRevision] = useState(capability.revision);
  const of = { id: capability.productId, capabilityId: capability.id };
  const state = useVerbForm({
    schema: editedCapabilitySchema,
    values: capabilityValues(capability),
    subject: capability.id,
    fieldOf: capabilityField,
    submit: async (input) => {
      const result = await updateCapability({ ...of, revision, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved", { description: "Your changes are now in effect." });
      changed();
      onClose();
      return undefined;
    },
  });

  async function refreshSchema() {
    const updated = actionValue(await updateCapability({ ...of, revision, refreshSchema: true }));
    setRevision(updated.revision);
    state.form.setValue("schema", capabilityValues(updated).schema, { shouldValidate: true });
    changed();
  }

  return (
    <FormDialogBody state={state} submitLabel="Save">
      <CapabilityFields onRefresh={refreshSchema} />
    </FormDialogBody>
  );
}
