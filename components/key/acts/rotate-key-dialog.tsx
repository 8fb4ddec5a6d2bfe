"use client";

import { LoaderCircleIcon, TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { useAct } from "@/components/hooks/use-act";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import {
  type Grace,
  type Revealed,
  useKeyClient,
  useKeyOverview,
  useKeysChanged,
} from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
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
import { GraceChoice } from "./grace-choice";
import type { KeyDialog } from "./key-act-dialogs";
import { RevealPhase } from "./reveal-phase";
import { useReveal } from "./use-reveal";

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
      description: "The key's page shows who still uses the old secret.",
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
  ["disabled", "The key is disabled. Enable it to make it work again."],
]);

type RotateFormProps = { apiKey: KeyFacts; onRotated: (revealed: Revealed) => void };

function RotateForm({ apiKey, onRotated }: RotateFormProps) {
  const { scope } = useKeyClient();
  const keysChanged = useKeysChanged();
  const { rotating, grace, setGrace, rotate, busy, trouble } = useRotation(apiKey, (revealed) => {
    onRotated(revealed);
    void keysChanged();
  });
  const blocked = BLOCKED.get(apiKey.status);
  return (
    <Form className="grid gap-4" onSubmit={rotate}>
      <DialogHeader>
        <DialogTitle>Rotate “{keyName(apiKey)}”</DialogTitle>
        <DialogDescription>
          The key gets a new secret and keeps its name, {scope}, limits and history. How long should
          the old secret keep working?
        </DialogDescription>
      </DialogHeader>
      {blocked ? (
        <Alert variant="warning">
          <TriangleAlertIcon aria-hidden />
          <AlertTitle>The new secret will not work either</AlertTitle>
          <AlertDescription>{blocked}</AlertDescription>
        </Alert>
      ) : null}
      <GraceChoice value={grace} onChange={setGrace} rotating={rotating} />
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

/** The choice of a grace and the act itself. A rotation under way leaves only "now". */
function useRotation(apiKey: KeyFacts, onRotated: (revealed: Revealed) => void) {
  const client = useKeyClient();
  const overview = useKeyOverview(apiKey.id, true);
  const rotating =
    overview?.secrets.some(({ state }) => state === "retiring") ?? apiKey.status === "rotating";
  const [chosen, setGrace] = useState<Grace>(86_400);
  const grace = rotating ? 0 : chosen;
  const { act, busy, trouble } = useAct();
  const rotate = () =>
    act(
      (_, name) => client.rotate(apiKey, grace, name),
      { id: apiKey.id, revision: apiKey.revision, grace },
      onRotated,
    );

  return { rotating, grace, setGrace, rotate, busy, trouble };
}
