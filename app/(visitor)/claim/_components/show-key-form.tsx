import { KeyRoundIcon, LoaderCircleIcon } from "lucide-react";
import { useState } from "react";
import { ask } from "@/app/(visitor)/_components/visit";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { ClaimedKey, OpenedClaim } from "@/lib/contracts/surface-key/claim";

type ShowKeyFormProps = {
  claim: OpenedClaim;
  onShown: (made: ClaimedKey) => void;
  /** The link is over. */
  onEnded: (trouble: Trouble) => void;
};

export function ShowKeyForm({ claim, onShown, onEnded }: ShowKeyFormProps) {
  const { link, asksPasscode, claimed } = claim;
  const [passcode, setPasscode] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function press() {
    setBusy(true);
    setWrong(undefined);
    setTrouble(null);
    try {
      const given = asksPasscode ? { passcode } : {};
      const shown = await ask<ClaimedKey>("/api/claim/press", { link, ...given });
      if (shown.ok) return onShown(shown.value);
      const { code, issues } = shown.error;
      const [issue] = issues.filter(({ path }) => path === "passcode");
      if (issue) setWrong(issue.message);
      else if (code === "gone") onEnded(refusalTrouble(shown.error));
      else setTrouble(refusalTrouble(shown.error));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form onSubmit={press} busy={busy} className="grid gap-4">
      {asksPasscode ? (
        <FormField
          label="Passcode"
          required
          error={wrong}
          hint={`${claim.organization} told it to you by another way.`}
        >
          {(control) => (
            <Input
              {...control}
              value={passcode}
              onChange={(event) => setPasscode(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="h-9 max-w-72"
            />
          )}
        </FormField>
      ) : null}
      {trouble ? <TroubleNote trouble={trouble} refused="Not shown" onRetry={press} /> : null}
      <div className="grid gap-2">
        <Button type="submit" size="lg" aria-disabled={busy || undefined} className="w-fit">
          {busy ? (
            <LoaderCircleIcon aria-hidden className="animate-spin" />
          ) : (
            <KeyRoundIcon aria-hidden />
          )}
          {claimed ? "Show my key again" : "Show my key"}
        </Button>
        <p className="text-xs text-muted-foreground">
          {claimed
            ? "You have it already: this browser can show it again for 15 minutes, until its first use."
            : "This makes the key, once. Have a safe place ready to store it in."}
        </p>
      </div>
    </Form>
  );
}
