import { LoaderCircleIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { cn } from "@/components/cn";
import { usePageChanged } from "@/components/hooks/use-act";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { toast } from "@/components/toast";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Form } from "./form";
import { useVerbForm, type VerbForm } from "./use-verb-form";

type DialogHeadingProps = { title: ReactNode; description?: ReactNode };

/** What stands above a form in a dialog. */
export function DialogHeading({ title, description }: DialogHeadingProps) {
  return (
    <DialogHeader className="px-5 pt-5 pb-3">
      <DialogTitle className="wrap-anywhere">{title}</DialogTitle>
      {description ? (
        <DialogDescription asChild>
          <div>{description}</div>
        </DialogDescription>
      ) : null}
    </DialogHeader>
  );
}

export type DialogFrameProps = DialogHeadingProps & {
  open: boolean;
  onClose: () => void;
  /** Its width. */
  className?: string;
  focusOtherwise?: Parameters<typeof useReturnFocus>[0];
  children: ReactNode;
};

/** A dialog around a {@link DialogForm}. */
export function DialogFrame(props: DialogFrameProps) {
  const { open, onClose, title, description, className, focusOtherwise, children } = props;
  const focus = useReturnFocus(focusOtherwise);
  // A dialog without a description must say that it has none.
  const undescribed = description ? {} : { "aria-describedby": undefined };
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} {...undescribed} className={cn("gap-0 p-0", className)}>
        <DialogHeading title={title} description={description} />
        {children}
      </DialogContent>
    </Dialog>
  );
}

type DialogFormProps<Values extends FieldValues, Output, Done> = VerbForm<Values, Output, Done> & {
  /** What the button says, by what is chosen so far; null where there is nothing to send. */
  submitLabel: string | null | ((values: Values) => string);
  /** Reads again what was changed meanwhile. */
  onReload?: () => void;
  children: ReactNode;
};

/** The inside of a dialog that holds a form: fields that scroll, and buttons that stay. */
export function DialogForm<Values extends FieldValues, Output, Done>(
  props: DialogFormProps<Values, Output, Done>,
) {
  const { submitLabel, onReload, children, ...verbForm } = props;
  const { form, onSubmit, check, trouble, isOutrun } = useVerbForm(verbForm);
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
              remedy={
                isOutrun && onReload ? (
                  <Button variant="outline" size="sm" className="mt-1" onClick={onReload}>
                    Reload
                  </Button>
                ) : null
              }
            />
          ) : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            {submitLabel === null ? null : (
              <Button type="submit" aria-disabled={busy}>
                {busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
                {typeof submitLabel === "string" ? submitLabel : submitLabel(form.watch())}
              </Button>
            )}
          </DialogFooter>
        </div>
      </Form>
    </FormProvider>
  );
}

type FormDialogProps<Values extends FieldValues, Output, Done> = DialogFrameProps &
  DialogFormProps<Values, Output, Done> & {
    /** What is said when it is done; the page is then read again, and the dialog closes. */
    told?: (done: Done) => { title: string; description?: string };
  };

/** A dialog that is one form. */
export function FormDialog<Values extends FieldValues, Output, Done>(
  props: FormDialogProps<Values, Output, Done>,
) {
  const { told, onDone, onClose } = props;
  const pageChanged = usePageChanged();
  function close(done: Done) {
    if (!told) return onDone?.(done);
    const { title, ...more } = told(done);
    toast.success(title, more);
    onClose();
    pageChanged();
  }
  return (
    <DialogFrame {...props}>
      <DialogForm {...props} onDone={close} />
    </DialogFrame>
  );
}
