"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm, type VerbForm } from "@/components/form/use-verb-form";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Editing } from "./edit-key-dialog";

type EditFormProps<Values extends FieldValues, Output> = VerbForm<Values, Output> & {
  editing: Editing;
  save: (input: Output) => Promise<ActionResult<unknown>>;
  children: ReactNode;
};

/** The form in the dialog that edits a key; a key that has moved on can be read again. */
export function EditForm<Values extends FieldValues, Output>(props: EditFormProps<Values, Output>) {
  const { editing, save, children, ...form } = props;
  const state = useVerbForm({
    ...form,
    submit: async (input) => {
      const result = await save(input);
      if (!result.ok) return result.error;
      await editing.onSaved();
      return undefined;
    },
  });
  return (
    <FormDialogBody
      state={state}
      submitLabel="Save"
      remedy={
        state.isOutrun ? (
          <Button variant="outline" size="sm" className="mt-1" onClick={editing.reload}>
            Reload
          </Button>
        ) : null
      }
    >
      {children}
    </FormDialogBody>
  );
}
