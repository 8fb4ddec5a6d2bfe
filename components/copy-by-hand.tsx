"use client";

import { useEffect, useRef } from "react";
import { useModKey } from "@/components/hooks/use-mod-key";
import { Textarea } from "@/components/ui/textarea";

type CopyByHandProps = { text: string; label: string; onCopied: () => void };

/** The text selected in a field, for pages where the browser offers no clipboard. */
export function CopyByHand({ text, label, onCopied }: CopyByHandProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const mod = useModKey();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <div className="grid gap-2">
      <p className="text-xs text-muted-foreground">
        This page cannot reach the clipboard. The text is selected: press {mod}+C.
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
