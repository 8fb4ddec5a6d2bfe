"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { useCopy } from "./hooks/use-copy";
import { useModKey } from "./hooks/use-in-browser";
import { Button } from "./ui/button";
import { Textarea } from "./ui/input";
import { Popover } from "./ui/popover";

type CopyButtonProps = {
  text: string;
  /** What is copied: "Copy <label>" is the button's name. */
  label: string;
  onCopied?: () => void;
};

export function CopyButton({ text, label, onCopied }: CopyButtonProps) {
  const { state, copy, confirmCopied, reset } = useCopy(onCopied);
  const copied = state === "copied";
  return (
    <>
      <Popover
        open={state === "failed"}
        onOpenChange={(open) => !open && reset()}
        align="end"
        className="w-80"
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            className="text-muted-foreground"
            aria-label={`Copy ${label}`}
            title={`Copy ${label}`}
            onClick={() => copy(text)}
          >
            {copied ? <CheckIcon className="text-success" /> : <CopyIcon />}
          </Button>
        }
      >
        <CopyByHand text={text} label={label} onCopied={confirmCopied} />
      </Popover>
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}

type CopyByHandProps = { text: string; label: string; onCopied: () => void };

/** The text selected in a field, for pages where the browser offers no clipboard. */
function CopyByHand({ text, label, onCopied }: CopyByHandProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const mod = useModKey();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <div className="grid gap-2">
      <p className="text-xs text-muted-foreground">
        This page can't access the clipboard. The text is selected. Press {mod}+C.
      </p>
      <Textarea
        ref={field}
        readOnly
        aria-label={label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        className="min-h-0 font-mono text-xs break-all"
        onFocus={(event) => event.currentTarget.select()}
        onCopy={onCopied}
      />
    </div>
  );
}
