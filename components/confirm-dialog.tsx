"use client";

import { LoaderCircleIcon } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { FactList } from "@/components/fact-list";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  facts?: readonly { label: string; value: ReactNode }[];
  /** Why the act cannot be done now, and what to do about it: nothing is to be confirmed then. */
  refusal?: ReactNode;
  /** What the person must type before they can confirm. */
  typeToConfirm?: string | null;
  /** Asks for an optional reason, handed to `onConfirm`. */
  reasonLabel?: string;
  confirmLabel?: string;
  tone?: "destructive" | "default";
  /** Does the act. An error keeps the dialog open and is shown; otherwise the dialog closes. */
  onConfirm: (reason: string) => Promise<{ error: string } | undefined>;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const focus = useReturnFocus();
  const [pending, setPending] = useState(false);
  return (
    <AlertDialog open={props.open} onOpenChange={(open) => !pending && props.onOpenChange(open)}>
      <AlertDialogContent
        onOpenAutoFocus={focus.onOpenAutoFocus}
        onCloseAutoFocus={focus.onCloseAutoFocus}
      >
        <AlertDialogHeader>
          <AlertDialogTitle>{props.title}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{props.description}</div>
          </AlertDialogDescription>
        </AlertDialogHeader>
        {props.facts && props.facts.length > 0 ? <FactList facts={props.facts} boxed /> : null}
        {props.refusal ? (
          <>
            {props.refusal}
            <AlertDialogFooter>
              <AlertDialogCancel>Close</AlertDialogCancel>
            </AlertDialogFooter>
          </>
        ) : (
          <ConfirmForm {...props} pending={pending} onPendingChange={setPending} />
        )}
      </AlertDialogContent>
    </AlertDialog>
  );
}

type ConfirmFormProps = ConfirmDialogProps & {
  pending: boolean;
  onPendingChange: (pending: boolean) => void;
};

function ConfirmForm({
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

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
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
    <form onSubmit={submit} className="grid gap-4">
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
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-reason`}>
            {reasonLabel} <span className="font-normal text-muted-foreground">optional</span>
          </Label>
          <Input
            id={`${id}-reason`}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
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
    </form>
  );
}
