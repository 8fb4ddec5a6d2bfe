import { type ReactNode, type RefObject, useState } from "react";
import { type Confirmation, ConfirmForm } from "./confirm-form";
import { FactList } from "./fact-list";
import { useReturnFocus } from "./hooks/use-return-focus";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "./ui/alert-dialog";
import { DialogFooter } from "./ui/dialog";

/** What every dialog is given by what opens it. */
export type OpenDialog = { open: boolean; onClose: () => void };

type ConfirmDialogProps<Done> = Confirmation<Done> &
  OpenDialog & {
    title: string;
    description: ReactNode;
    facts?: readonly { label: string; value: ReactNode }[];
    /** Why the act cannot be done now, and what to do about it: nothing is to be confirmed then. */
    refusal?: ReactNode;
    /** What stands between the description and the buttons. */
    children?: ReactNode;
    /** Takes the focus when what opened the dialog is gone. */
    focusOtherwise?: RefObject<HTMLElement | null>;
  };

export function ConfirmDialog<Done>(props: ConfirmDialogProps<Done>) {
  const focus = useReturnFocus(props.focusOtherwise);
  const [pending, setPending] = useState(false);
  return (
    <AlertDialog open={props.open} onOpenChange={() => pending || props.onClose()}>
      <AlertDialogContent {...focus}>
        <div className="flex flex-col gap-1">
          <AlertDialogTitle>{props.title}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{props.description}</div>
          </AlertDialogDescription>
        </div>
        {props.facts && props.facts.length > 0 ? <FactList facts={props.facts} boxed /> : null}
        {props.children}
        {props.refusal ? (
          <>
            {props.refusal}
            <DialogFooter>
              <AlertDialogCancel>Close</AlertDialogCancel>
            </DialogFooter>
          </>
        ) : (
          <ConfirmForm {...props} pending={pending} onPendingChange={setPending} />
        )}
      </AlertDialogContent>
    </AlertDialog>
  );
}
