"use client";

import { useState } from "react";
import { toast } from "sonner";
import { FormDialogBody } from "@/app/(dashboard)/settings/api/_components/form-dialog-body";
import { KeyFields } from "@/app/(dashboard)/settings/api/_components/key-fields";
import { emptyValues, newKeySchema } from "@/app/(dashboard)/settings/api/_components/key-values";
import {
  type Revealed,
  RevealPhase,
} from "@/app/(dashboard)/settings/api/_components/reveal-phase";
import { useKeyForm } from "@/app/(dashboard)/settings/api/_components/use-key-form";
import { useKeysChanged } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { useReveal } from "@/app/(dashboard)/settings/api/_components/use-reveal";
import { createKey } from "@/app/(dashboard)/settings/api/actions";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type CreateKeyDialogProps = {
  form: PlatformKeyForm;
  open: boolean;
  onClose: () => void;
  /** The key exists and its secret is on screen: the address must not open the form again. */
  onCreated: () => void;
};

type State = { phase: "form" } | ({ phase: "reveal" } & Revealed);

const FIRST: State = { phase: "form" };

export function CreateKeyDialog({ form, open, onClose, onCreated }: CreateKeyDialogProps) {
  const [state, setState] = useState<State>(FIRST);
  const focus = useReturnFocus();
  const revealing = state.phase === "reveal";
  const reveal = useReveal(revealing, () => {
    setState(FIRST);
    toast.success("Key created");
  });

  function show(revealed: Revealed) {
    onCreated();
    reveal.hold();
    setState({ phase: "reveal", ...revealed });
  }

  return (
    <Dialog
      open={open || revealing}
      onOpenChange={() => (revealing ? reveal.guard.requestClose() : onClose())}
    >
      <DialogContent {...focus} {...reveal.contentProps} className="max-w-2xl gap-0 p-0">
        {revealing ? (
          <RevealPhase title="Copy your key" revealed={state} guard={reveal.guard} />
        ) : (
          <CreateForm form={form} onCreated={show} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type CreateFormProps = { form: PlatformKeyForm; onCreated: (revealed: Revealed) => void };

function CreateForm({ form, onCreated }: CreateFormProps) {
  const keysChanged = useKeysChanged();
  const [readOnly] = form.permissions.test.templates;
  const state = useKeyForm({
    schema: newKeySchema,
    values: emptyValues(readOnly?.permissions ?? []),
    submit: async (input) => {
      const result = await createKey(input);
      if (!result.ok) return result.error;
      const { apiKey, plainKey } = result.value;
      onCreated({ key: apiKey, secret: plainKey });
      void keysChanged();
      return undefined;
    },
  });
  return (
    <>
      <DialogHeader className="px-5 pt-5 pb-3">
        <DialogTitle>Create New API Key</DialogTitle>
        <DialogDescription>
          One key per program, with no more than it needs. All but the environment can be changed
          later.
        </DialogDescription>
      </DialogHeader>
      <FormDialogBody state={state} submitLabel="Create">
        <KeyFields form={form} chooseEnvironment />
      </FormDialogBody>
    </>
  );
}
