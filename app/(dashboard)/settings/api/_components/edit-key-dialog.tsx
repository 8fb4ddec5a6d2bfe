"use client";

import { useState } from "react";
import { toast } from "sonner";
import { FormDialogBody } from "@/app/(dashboard)/settings/api/_components/form-dialog-body";
import { KeyFields } from "@/app/(dashboard)/settings/api/_components/key-fields";
import { editedKeySchema, valuesOf } from "@/app/(dashboard)/settings/api/_components/key-values";
import { useKeyForm } from "@/app/(dashboard)/settings/api/_components/use-key-form";
import { useKeysChanged } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { readKey, updateKey } from "@/app/(dashboard)/settings/api/actions";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type EditKeyDialogProps = {
  apiKey: PlatformKeyView;
  form: PlatformKeyForm;
  open: boolean;
  onClose: () => void;
};

export function EditKeyDialog({ apiKey, form, open, onClose }: EditKeyDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit API key</DialogTitle>
          <DialogDescription asChild>
            <div className="flex flex-wrap items-center gap-2">
              <EnvironmentBadge environment={apiKey.environment} />
              <span>Changes hold from the next request on.</span>
            </div>
          </DialogDescription>
        </DialogHeader>
        <ReloadableForm apiKey={apiKey} form={form} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

type FormProps = Omit<EditKeyDialogProps, "open">;

/** Starts the form anew when the key is read again. */
function ReloadableForm({ apiKey, form, onClose }: FormProps) {
  const [current, setCurrent] = useState(apiKey);
  return (
    <EditForm
      key={current.revision}
      apiKey={current}
      form={form}
      onClose={onClose}
      onReloaded={setCurrent}
    />
  );
}

function EditForm(props: FormProps & { onReloaded: (key: PlatformKeyView) => void }) {
  const { apiKey, form, onClose, onReloaded } = props;
  const keysChanged = useKeysChanged();
  const state = useKeyForm({
    schema: editedKeySchema(apiKey, form.limits),
    values: valuesOf(apiKey),
    submit: async (input) => {
      const result = await updateKey(input);
      if (!result.ok) return result.error;
      await keysChanged();
      toast.success("Saved", { description: "In force from the next request on." });
      onClose();
      return undefined;
    },
  });

  async function reload() {
    const result = await readKey({ id: apiKey.id });
    if (result.ok) onReloaded(result.value.apiKey);
    void keysChanged();
  }

  return (
    <FormDialogBody
      state={state}
      submitLabel="Save"
      remedy={
        state.refusal?.code === "conflict" ? (
          <Button variant="outline" size="sm" className="mt-1" onClick={reload}>
            Reload
          </Button>
        ) : null
      }
    >
      <KeyFields form={form} chooseEnvironment={false} />
    </FormDialogBody>
  );
}
