"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { CodeSnippet } from "@/components/code-snippet";
import { copyText } from "@/components/copy-text";
import { useModKey } from "@/components/hooks/use-mod-key";
import { type FirstRequest, FirstRequestLine } from "@/components/reveal-secret/first-request-line";
import { LeaveQuestion } from "@/components/reveal-secret/leave-question";
import type { RevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";

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
export function RevealSecret({
  secret,
  guard,
  firstCall,
  variable,
  firstRequest,
}: RevealSecretProps) {
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
          This page cannot reach the clipboard. The key is selected: press {mod}+C, then continue.
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
