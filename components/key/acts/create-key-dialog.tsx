"use client";

import { type ReactNode, useState } from "react";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import type { Revealed } from "@/components/key/key-client";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { RevealPhase } from "./reveal-phase";
import { useReveal } from "./use-reveal";

type CreateKeyDialogProps = {
  title: string;
  description: string;
  open: boolean;
  onClose: () => void;
  /** The key exists and its secret is on screen: the address must not open the form again. */
  onCreated: () => void;
  /** The form, which hands over what it made. */
  children: (show: (revealed: Revealed) => void) => ReactNode;
};

type State = { phase: "form" } | ({ phase: "reveal" } & Revealed);

const FIRST: State = { phase: "form" };

export function CreateKeyDialog(props: CreateKeyDialogProps) {
  const { title, description, open, onClose, onCreated, children } = props;
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
          <>
            <DialogHeader className="px-5 pt-5 pb-3">
              <DialogTitle>{title}</DialogTitle>
              <DialogDescription>{description}</DialogDescription>
            </DialogHeader>
            {children(show)}
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
