"use client";

import { useRouter } from "next/navigation";
import { updateSecret } from "@/app/(dashboard)/settings/secrets/actions";
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
import type { SecretView } from "@/lib/contracts/secret/contracts";
import { SecretFields } from "./secret-fields";
import { editedSecretField, editedSecretSchema, editedValues } from "./secret-values";

type EditSecretDialogProps = { secret: SecretView; open: boolean; onClose: () => void };

export function EditSecretDialog({ secret, open, onClose }: EditSecretDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle className="wrap-anywhere">Edit {secret.key}</DialogTitle>
          <DialogDescription>Changes take effect for the next step that runs.</DialogDescription>
        </DialogHeader>
        <EditForm secret={secret} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ secret, onClose }: Omit<EditSecretDialogProps, "open">) {
  const router = useRouter();
  const state = useVerbForm({
    holdsSecret: true,
    schema: editedSecretSchema,
    values: editedValues(secret),
    fieldOf: editedSecretField,
    submit: async (input) => {
      const result = await updateSecret({ id: secret.id, ...input });
      if (!result.ok) return result.error;
      toast.success("Secret saved");
      router.refresh();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <SecretFields current={secret.valuePreview} />
    </FormDialogBody>
  );
}
