"use client";

import { LoaderCircleIcon, TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { GraceChoice } from "@/components/key/acts/grace-choice";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { RevealPhase } from "@/components/key/acts/reveal-phase";
import { useReveal } from "@/components/key/acts/use-reveal";
import { useRotation } from "@/components/key/acts/use-rotation";
import { type Revealed, useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { useKeysChanged } from "@/components/key/use-keys-changed";
import { toast } from "@/components/toast";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
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
import type { KeyStatus } from "@/lib/core/keys";

type State = { phase: "form" } | ({ phase: "reveal" } & Revealed);

const FIRST: State = { phase: "form" };

export function RotateKeyDialog({ apiKey, open, onClose }: KeyDialog<KeyFacts>) {
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

/** Why a new secret changes nothing for callers. */
const BLOCKED = new Map<KeyStatus, string>([
  ["expired", "The key has expired. Edit it to set a later expiration date."],
  ["disabled", "The key is disabled. Enable it to let callers in again."],
]);

type RotateFormProps = { apiKey: KeyFacts; onRotated: (revealed: Revealed) => void };

function RotateForm({ apiKey, onRotated }: RotateFormProps) {
  const { scope } = useKeyClient();
  const keysChanged = useKeysChanged();
  const { grace, setGrace, rotate, busy, trouble } = useRotation(apiKey, (revealed) => {
    onRotated(revealed);
    void keysChanged();
  });
  const blocked = BLOCKED.get(apiKey.status);
  return (
    <Form className="grid gap-4" onSubmit={rotate}>
      <DialogHeader>
        <DialogTitle>Rotate “{keyName(apiKey)}”</DialogTitle>
        <DialogDescription>
          The key gets a new secret and keeps its name, {scope}, limits and history. How long shall
          the old secret go on working?
        </DialogDescription>
      </DialogHeader>
      {blocked ? (
        <Alert variant="warning">
          <TriangleAlertIcon aria-hidden />
          <AlertTitle>The new secret will not work either</AlertTitle>
          <AlertDescription>{blocked}</AlertDescription>
        </Alert>
      ) : null}
      <GraceChoice value={grace} onChange={setGrace} rotating={apiKey.status === "rotating"} />
      {trouble ? <TroubleNote trouble={trouble} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-disabled={busy}>
          {busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
          Rotate
        </Button>
      </DialogFooter>
    </Form>
  );
}
