"use client";

import { LoaderCircleIcon } from "lucide-react";
import { useId, useState } from "react";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { AlertDialogCancel, AlertDialogFooter } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

const MAX_REASON = 500;

/** What a person is asked before an act, and the act. */
export type Confirmation = {
  /** What the person must type before they can confirm. */
  typeToConfirm?: string | null;
  /** Asks for an optional reason, handed to `onConfirm`. */
  reasonLabel?: string;
  confirmLabel?: string;
  tone?: "destructive" | "default";
  /** Does the act. An error keeps the dialog open and is shown; otherwise the dialog closes. */
  onConfirm: (reason: string) => Promise<{ error: string } | undefined>;
};

type ConfirmFormProps = Confirmation & {
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  onPendingChange: (pending: boolean) => void;
};

/** The inside of a {@link Confirmation} in a dialog: fields and buttons. */
export function ConfirmForm({
  typeToConfirm,
  reasonLabel,
  confirmLabel = "Confirm",
  tone = "destructive",
  onConfirm,
  onOpenChange,
  pending,
  onPendingChange,
}: ConfirmFormProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const ready = !typeToConfirm || typed.trim() === typeToConfirm.trim();

  async function submit() {
    if (!ready) return;
    onPendingChange(true);
    setError(null);
    try {
      const failure = await onConfirm(reason.trim());
      if (failure) setError(failure.error);
      else onOpenChange(false);
    } catch {
      setError("The server could not be reached. Nothing is known to have changed; try again.");
    } finally {
      onPendingChange(false);
    }
  }

  return (
    <Form onSubmit={submit} busy={pending} className="grid gap-4">
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
      {error ? (
        <p role="alert" className="text-sm text-destructive">
          {error}
        </p>
      ) : null}
      <AlertDialogFooter>
        <AlertDialogCancel disabled={pending}>Cancel</AlertDialogCancel>
        <Button type="submit" variant={tone} disabled={!ready} aria-disabled={pending}>
          {pending ? <LoaderCircleIcon className="animate-spin" /> : null}
          {confirmLabel}
        </Button>
      </AlertDialogFooter>
    </Form>
  );
}
