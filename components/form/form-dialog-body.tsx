"use client";

import { LoaderCircleIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "./form";
import type { VerbFormState } from "./use-verb-form";

type FormDialogBodyProps<Values extends FieldValues, Output> = {
  state: VerbFormState<Values, Output>;
  submitLabel: string;
  /** An act beside what was refused, such as reading the key again. */
  remedy?: ReactNode;
  children: ReactNode;
};

/** The inside of a dialog that holds a form: fields that scroll, and buttons that stay. */
export function FormDialogBody<Values extends FieldValues, Output>(
  props: FormDialogBodyProps<Values, Output>,
) {
  const { state, submitLabel, remedy, children } = props;
  const { form, onSubmit, check, trouble, isOutrun } = state;
  const busy = form.formState.isSubmitting;
  return (
    <FormProvider {...form}>
      <Form
        className="flex min-h-0 flex-1 flex-col"
        busy={busy}
        onSubmit={onSubmit}
        onRefused={check}
      >
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">
          {children}
        </div>
        <div className="grid gap-3 border-t bg-subtle px-5 py-3.5">
          {trouble ? (
            <TroubleNote
              trouble={trouble}
              refused={isOutrun ? "Not saved" : undefined}
              remedy={remedy}
            />
          ) : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <Button type="submit" aria-disabled={busy}>
              {busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
              {submitLabel}
            </Button>
          </DialogFooter>
        </div>
      </Form>
    </FormProvider>
  );
}
