import { type ReactNode, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { DialogForm, DialogHeading } from "@/components/form/form-dialog";
import type { VerbForm } from "@/components/form/use-verb-form";
import { usePageChanged } from "@/components/hooks/use-act";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { RelativeTime } from "@/components/relative-time";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { RevealText } from "./reveal-text";
import { useRevealGuard } from "./use-reveal-guard";

/** A link that is shown once. */
export type MadeLink = { url: string; expiresAt: string };

type LinkDialogProps<Values extends FieldValues, Output> = VerbForm<Values, Output, MadeLink> & {
  open: boolean;
  onClose: () => void;
  title: string;
  description: string;
  submitLabel: string;
  /** What happens once the link is sent, one thing after the other. */
  steps: readonly string[];
  children: ReactNode;
};

/** A form that makes a link, and the one time that the link is shown. */
export function LinkDialog<Values extends FieldValues, Output>(
  props: LinkDialogProps<Values, Output>,
) {
  const { open, onClose, title, description, steps, ...form } = props;
  const [made, setMade] = useState<MadeLink | null>(null);
  const focus = useReturnFocus();
  const pageChanged = usePageChanged();
  const guard = useRevealGuard(() => {
    setMade(null);
    onClose();
  });
  function show(next: MadeLink) {
    setMade(next);
    pageChanged();
  }
  return (
    <Dialog
      open={open || made !== null}
      onOpenChange={() => (made ? guard.requestClose() : onClose())}
    >
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        {made ? (
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto p-5">
            <DialogHeader>
              <DialogTitle>Copy the link</DialogTitle>
              <DialogDescription>
                This is the only time it is shown. It ends <RelativeTime at={made.expiresAt} />.
              </DialogDescription>
            </DialogHeader>
            <RevealText text={made.url} label="Link" noun="link" guard={guard}>
              {() => (
                <ol className="grid list-decimal gap-1 pl-5 text-sm text-muted-foreground">
                  {steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              )}
            </RevealText>
          </div>
        ) : (
          <>
            <DialogHeading title={title} description={description} />
            <DialogForm {...form} onDone={show} />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
