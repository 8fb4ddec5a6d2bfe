import { CheckIcon, CopyIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { copyText } from "@/components/hooks/use-copy";
import { useModKey } from "@/components/hooks/use-in-browser";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/input";
import type { RevealGuard } from "./use-reveal-guard";

type RevealTextProps = {
  text: string;
  /** What it is, in the name of its field and in questions about it: "API key". */
  label: string;
  noun: string;
  guard: RevealGuard;
  /** Below the text. */
  children: (markCopied: () => void) => ReactNode;
};

/** The one time a text is on screen: what is around it closes through the guard. */
export function RevealText({ text, label, noun, guard, children }: RevealTextProps) {
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
    if (await copyText(text)) return finish();
    setByHand(true);
    field.current?.focus();
    field.current?.select();
  }

  function noteManualCopy() {
    const { selectionStart, selectionEnd } = field.current ?? {};
    if (selectionStart === 0 && selectionEnd === text.length) finish();
  }

  return (
    <div className="grid min-w-0 gap-4">
      <Textarea
        ref={field}
        readOnly
        aria-label={label}
        value={text}
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
          This page can't access the clipboard. The {noun} is selected. Press {mod}+C, then
          continue.
        </p>
      ) : null}
      {children(guard.markCopied)}
      {guard.asking ? <LeaveQuestion noun={noun} guard={guard} /> : null}
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

/** Asks in place before an uncopied text is lost. */
function LeaveQuestion({ noun, guard }: Pick<RevealTextProps, "noun" | "guard">) {
  const keep = useRef<HTMLButtonElement>(null);

  useEffect(() => keep.current?.focus(), []);

  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-warning-line bg-warning-soft px-3.5 py-2.5 text-sm"
    >
      <p className="font-medium">Close without copying the {noun}? It is never shown again.</p>
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
