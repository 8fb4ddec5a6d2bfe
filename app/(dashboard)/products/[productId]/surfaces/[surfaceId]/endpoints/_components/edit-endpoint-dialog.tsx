"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { updateEndpoint } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { type EndpointDialogProps, endpointInput } from "./endpoint-dialogs";
import {
  EndpointFields,
  editedEndpointSchema,
  endpointField,
  endpointValues,
} from "./endpoint-fields";

export function EditEndpointDialog(props: EndpointDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={props.open} onOpenChange={props.onClose}>
      <DialogContent {...focus} className="max-w-xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit endpoint</DialogTitle>
          <DialogDescription>
            Changes take effect immediately, on this surface only.
          </DialogDescription>
        </DialogHeader>
        <EditForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm(props: EndpointDialogProps) {
  const { surface, endpoint, onClose } = props;
  const changed = useProductChanged();
  const state = useVerbForm({
    schema: editedEndpointSchema,
    values: endpointValues(endpoint.item),
    fieldOf: endpointField,
    submit: async (input) => {
      const { revision } = endpoint.item;
      const result = await updateEndpoint({ ...endpointInput(props), revision, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved", { description: "Your changes are now in effect." });
      changed();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <EndpointFields endpoint={endpoint} answersAll={surface.behavior.response?.mode === "all"} />
    </FormDialogBody>
  );
}
