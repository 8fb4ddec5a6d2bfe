"use client";

import { useRouter } from "next/navigation";
import { useFormContext } from "react-hook-form";
import { createSecret } from "@/app/(dashboard)/settings/secrets/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { FormField } from "@/components/form/form-field";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { EnvironmentField } from "@/components/key/environment-field";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { SecretFields } from "./secret-fields";
import { NEW_SECRET, newSecretField, newSecretSchema } from "./secret-values";

type CreateSecretDialogProps = { open: boolean; onClose: () => void };

const ABOUT = {
  test: "Used by runs on test records.",
  production: "Used by runs on production records.",
};

export function CreateSecretDialog({ open, onClose }: CreateSecretDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Create Secret</DialogTitle>
          <DialogDescription>
            Use it in steps as {"{{secret:KEY}}"}, in the headers and the body of requests.
          </DialogDescription>
        </DialogHeader>
        <CreateForm onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const state = useVerbForm({
    holdsSecret: true,
    schema: newSecretSchema,
    values: NEW_SECRET,
    fieldOf: newSecretField,
    submit: async (input, name) => {
      const result = await createSecret(input, name);
      if (!result.ok) return result.error;
      toast.success("Secret created");
      router.refresh();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Create">
      <KeyFields />
      <SecretFields />
    </FormDialogBody>
  );
}

/** What is chosen once, at creation. */
function KeyFields() {
  const { register, watch, setValue, formState } = useFormContext<typeof NEW_SECRET>();
  const { errors } = formState;
  return (
    <>
      <FormField label="Key" required error={errors.key?.message}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            placeholder="CRM_TOKEN"
            className="font-mono placeholder:font-sans"
            {...register("key")}
          />
        )}
      </FormField>
      <EnvironmentField
        value={watch("environment")}
        onChange={(environment) => setValue("environment", environment)}
        about={ABOUT}
        error={errors.environment?.message}
      />
    </>
  );
}
