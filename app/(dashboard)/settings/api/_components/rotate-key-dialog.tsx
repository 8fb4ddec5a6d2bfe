"use client";

import { LoaderCircleIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { GraceChoice } from "@/app/(dashboard)/settings/api/_components/grace-choice";
import {
  type Revealed,
  RevealPhase,
} from "@/app/(dashboard)/settings/api/_components/reveal-phase";
import { useKeysChanged } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { useReveal } from "@/app/(dashboard)/settings/api/_components/use-reveal";
import { useRotation } from "@/app/(dashboard)/settings/api/_components/use-rotation";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
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
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

type RotateKeyDialogProps = { apiKey: PlatformKeyView; open: boolean; onClose: () => void };

type State = { phase: "form" } | ({ phase: "reveal" } & Revealed);

const FIRST: State = { phase: "form" };

export function RotateKeyDialog({ apiKey, open, onClose }: RotateKeyDialogProps) {
  const [state, setState] = useState<State>(FIRST);
  const focus = useReturnFocus();
  const revealing = state.phase === "reveal";
  const reveal = useReveal(revealing, () => {
    setState(FIRST);
    onClose();
    toast.success("Key rotated", {
      description: "The page of the key shows who still uses the old secret.",
    });
  });

  function show(revealed: Revealed) {
    reveal.hold();
    setState({ phase: "reveal", ...revealed });
  }

  return (
    <Dialog
      open={open || revealing}
      onOpenChange={() => (revealing ? reveal.guard.requestClose() : onClose())}
    >
      <DialogContent
        {...focus}
        {...reveal.contentProps}
        className={revealing ? "max-w-2xl p-0" : ""}
      >
        {revealing ? (
          <RevealPhase title="Copy the new secret" revealed={state} guard={reveal.guard} />
        ) : (
          <RotateForm apiKey={apiKey} onRotated={show} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type RotateFormProps = { apiKey: PlatformKeyView; onRotated: (revealed: Revealed) => void };

function RotateForm({ apiKey, onRotated }: RotateFormProps) {
  const keysChanged = useKeysChanged();
  const { grace, setGrace, rotate, busy, error } = useRotation(apiKey, (revealed) => {
    onRotated(revealed);
    void keysChanged();
  });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void rotate();
      }}
    >
      <DialogHeader>
        <DialogTitle>Rotate “{apiKey.name}”</DialogTitle>
        <DialogDescription>
          The key gets a new secret and keeps its name, permissions, limits and history. How long
          shall the old secret go on working?
        </DialogDescription>
      </DialogHeader>
      <GraceChoice value={grace} onChange={setGrace} rotating={apiKey.status === "rotating"} />
      {error ? (
        <p role="alert" className="text-sm text-destructive">
          {error}
        </p>
      ) : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={busy}>
          {busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
          Rotate
        </Button>
      </DialogFooter>
    </form>
  );
}
