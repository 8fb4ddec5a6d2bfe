import { CheckIcon, CopyIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CodeSnippet } from "@/components/code-snippet";
import { copyText } from "@/components/hooks/use-copy";
import { useModKey } from "@/components/hooks/use-in-browser";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import { type FirstRequest, FirstRequestLine } from "./first-request-line";
import type { RevealGuard } from "./use-reveal-guard";

type RevealSecretProps = {
  secret: string;
  guard: RevealGuard;
  /** The first call as a shell command, with this text in the place of the secret. */
  firstCall: (token: string) => string;
  variable: string;
  /** Leave out where no first request is awaited. */
  firstRequest?: FirstRequest;
};

/** The one time a secret is on screen: the body of a dialog whose closing goes through the guard. */
export function RevealSecret(props: RevealSecretProps) {
  const { secret, guard, firstCall, variable, firstRequest } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const primary = useRef<HTMLButtonElement>(null);
  const [byHand, setByHand] = useState(false);
  const [done, setDone] = useState(false);
  const mod = useModKey();

  useEffect(() => primary.current?.focus(), []);

  function finish() {
    setDone(true);
    guard.markCopied();
  }

  async function copy() {
    if (await copyText(secret)) return finish();
    setByHand(true);
    field.current?.focus();
    field.current?.select();
  }

  function noteManualCopy() {
    const { selectionStart, selectionEnd } = field.current ?? {};
    if (selectionStart === 0 && selectionEnd === secret.length) finish();
  }

  return (
    <div className="grid min-w-0 gap-4">
      <Textarea
        ref={field}
        readOnly
        aria-label="API key"
        value={secret}
        rows={1}
        translate="no"
        autoComplete="off"
        spellCheck={false}
        className="min-h-0 resize-none bg-subtle px-3 py-2.5 font-mono break-all"
        onFocus={(event) => event.currentTarget.select()}
        onCopy={noteManualCopy}
      />
      {byHand && !done ? (
        <p role="alert" className="text-sm text-warning">
          This page can't access the clipboard. The key is selected. Press {mod}+C, then continue.
        </p>
      ) : null}
      <div className="grid min-w-0 gap-2">
        <CodeSnippet
          label=".env"
          hint="the copy holds the key"
          code={`${variable}=••••••••`}
          copyText={`${variable}=${secret}`}
          onCopied={guard.markCopied}
        />
        <CodeSnippet
          label="First call"
          hint="the copy holds the key"
          code={firstCall(`$${variable}`)}
          copyText={firstCall(secret)}
          onCopied={guard.markCopied}
        />
      </div>
      {firstRequest ? <FirstRequestLine firstRequest={firstRequest} /> : null}
      {guard.asking ? <LeaveQuestion guard={guard} /> : null}
      <DialogFooter>
        <Button ref={primary} size="lg" onClick={done ? guard.close : copy}>
          {done ? <CheckIcon /> : <CopyIcon />}
          {done ? "Done" : "Copy"}
        </Button>
        <span aria-live="polite" className="sr-only">
          {done ? "Copied" : ""}
        </span>
      </DialogFooter>
    </div>
  );
}

/** Asks in place before an uncopied secret is lost. */
function LeaveQuestion({ guard }: { guard: RevealGuard }) {
  const keep = useRef<HTMLButtonElement>(null);

  useEffect(() => keep.current?.focus(), []);

  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-warning-line bg-warning-soft px-3.5 py-2.5 text-sm"
    >
      <p className="font-medium">Close without copying the key? It is never shown again.</p>
      <div className="flex gap-2">
        <Button ref={keep} size="sm" variant="outline" onClick={guard.keepOpen}>
          Keep it open
        </Button>
        <Button size="sm" variant="destructive" onClick={guard.close}>
          Close anyway
        </Button>
      </div>
    </div>
  );
}
