"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm, type VerbForm } from "@/components/form/use-verb-form";
import type { Revealed } from "@/components/key/key-client";
import { useKeysChanged } from "@/components/key/key-client";
import type { ActionResult } from "@/lib/contracts/action-result";

type CreateFormProps<Values extends FieldValues, Output> = VerbForm<Values, Output> & {
  create: (input: Output, requestName: string) => Promise<ActionResult<Revealed>>;
  onCreated: (revealed: Revealed) => void;
  children: ReactNode;
};

/** The form in the dialog that creates a key. */
export function CreateForm<Values extends FieldValues, Output>(
  props: CreateFormProps<Values, Output>,
) {
  const { create, onCreated, children, ...form } = props;
  const keysChanged = useKeysChanged();
  const state = useVerbForm({
    ...form,
    submit: async (input, requestName) => {
      const result = await create(input, requestName);
      if (!result.ok) return result.error;
      onCreated(result.value);
      void keysChanged();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Create">
      {children}
    </FormDialogBody>
  );
}
