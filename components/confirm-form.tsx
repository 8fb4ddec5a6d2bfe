import { LoaderCircleIcon } from "lucide-react";
import { useId, useState } from "react";
import { z } from "zod";
import type { ActionResult } from "@/lib/contracts/action-result";
import { Form } from "./form/form";
import { FormField } from "./form/form-field";
import type { Following } from "./hooks/use-act";
import { useDraft } from "./trouble/draft";
import { refusalTrouble, type Trouble, troubleOf } from "./trouble/trouble";
import { TroubleNote } from "./trouble/trouble-note";
import { AlertDialogCancel } from "./ui/alert-dialog";
import { Button } from "./ui/button";
import { DialogFooter } from "./ui/dialog";
import { Input, Label } from "./ui/input";

const MAX_REASON = 500;

const typedBefore = z.object({ typed: z.string(), reason: z.string() });

/** What a person types before an act. */
type Typing = {
  /** The ids of what the act is about: what was typed is kept for that alone. */
  subject: string;
  /** What the person must type before they can confirm. */
  typeToConfirm?: string | null;
  /** Asks for an optional reason, handed to `act`. */
  reasonLabel?: string;
};

/** What a person is asked before an act, and the act. */
export type Confirmation<Done> = (Typing | { [Name in keyof Typing]?: never }) & {
  confirmLabel?: string;
  tone?: "destructive" | "default";
} & Following<Done> & {
    /** A refusal keeps the dialog open and is shown; otherwise the dialog closes. */
    act: (reason: string) => Promise<ActionResult<Done>>;
  };

type ConfirmFormProps<Done> = Confirmation<Done> & {
  onClose: () => void;
  pending: boolean;
  onPendingChange: (pending: boolean) => void;
};

/** The inside of a {@link Confirmation} in a dialog: fields and buttons. */
export function ConfirmForm<Done>({
  subject,
  typeToConfirm,
  reasonLabel,
  confirmLabel = "Confirm",
  tone = "destructive",
  act,
  onAnswered,
  onDone,
  onClose,
  pending,
  onPendingChange,
}: ConfirmFormProps<Done>) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useDraft(
    subject === undefined ? null : `${confirmLabel} ${subject}`,
    () => ({ typed, reason }),
    (kept) => {
      const was = typedBefore.safeParse(kept).data;
      setTyped(was?.typed ?? "");
      setReason(was?.reason ?? "");
    },
  );
  const ready = !typeToConfirm || typed.trim() === typeToConfirm.trim();

  async function submit() {
    if (!ready) return;
    onPendingChange(true);
    setTrouble(null);
    try {
      const result = await act(reason.trim());
      await onAnswered?.();
      if (!result.ok) return setTrouble(refusalTrouble(result.error));
      await onDone?.(result.value);
      onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      onPendingChange(false);
    }
  }

  return (
    <Form onSubmit={submit} busy={pending} className="contents">
      {typeToConfirm ? (
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-name`} className="block font-normal">
            Type <strong className="font-semibold wrap-anywhere">{typeToConfirm}</strong> to confirm
          </Label>
          <Input
            id={`${id}-name`}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      ) : null}
      {reasonLabel ? (
        <FormField
          label={reasonLabel}
          optional
          problem={
            [...reason.trim()].length > MAX_REASON ? `Use at most ${MAX_REASON} characters.` : null
          }
        >
          {(control) => (
            <Input
              {...control}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </FormField>
      ) : null}
      {trouble ? <TroubleNote trouble={trouble} /> : null}
      <DialogFooter sticky className="py-3.5">
        <AlertDialogCancel disabled={pending}>Cancel</AlertDialogCancel>
        <Button type="submit" variant={tone} disabled={!ready} aria-disabled={pending}>
          {pending ? <LoaderCircleIcon className="animate-spin" /> : null}
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Form>
  );
}
