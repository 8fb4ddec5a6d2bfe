import { type ReactNode, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { DialogForm, DialogHeading } from "@/components/form/form-dialog";
import type { VerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { RevealText } from "./reveal-text";
import { useRevealGuard } from "./use-reveal-guard";

/** A text that is shown once. */
type Shown = {
  title: string;
  about: ReactNode;
  text: string;
  /** Of its field, and in questions about it. */
  label: string;
  noun: string;
  below?: (markCopied: () => void) => ReactNode;
};

export type RevealFormDialogProps<Values extends FieldValues, Output, Made> = VerbForm<
  Values,
  Output,
  Made
> & {
  open: boolean;
  onClose: () => void;
  title: string;
  description: string;
  submitLabel: string;
  children: ReactNode;
  /** What was made is there. */
  onMade?: () => void;
  show: (made: Made) => Shown;
};

/** A form that makes something whose text is shown once: it is not lost unasked. */
export function RevealFormDialog<Values extends FieldValues, Output, Made>(
  props: RevealFormDialogProps<Values, Output, Made>,
) {
  const { open, onClose, title, description, onMade, show, ...form } = props;
  const [made, setMade] = useState<{ shown: Shown } | null>(null);
  const focus = useReturnFocus();
  const guard = useRevealGuard(() => {
    setMade(null);
    onClose();
  });
  return (
    <Dialog
      open={open || made !== null}
      onOpenChange={() => (made ? guard.requestClose() : onClose())}
    >
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        {made ? (
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto p-5">
            <DialogHeader>
              <DialogTitle>{made.shown.title}</DialogTitle>
              <DialogDescription>{made.shown.about}</DialogDescription>
            </DialogHeader>
            <RevealText {...made.shown} guard={guard}>
              {made.shown.below ?? (() => null)}
            </RevealText>
          </div>
        ) : (
          <>
            <DialogHeading title={title} description={description} />
            <DialogForm
              {...form}
              onDone={(done) => {
                setMade({ shown: show(done) });
                onMade?.();
              }}
            />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
