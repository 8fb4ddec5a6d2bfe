"use client";

import { useCopy } from "@/components/hooks/use-copy";

/** Where the browser has no clipboard, says so: the code beside it can be selected. */
export function CopyCode({ code, label }: { code: string; label: string }) {
  const { state, copy } = useCopy();
  return (
    <button
      type="button"
      aria-label={`${TEXTS[state]}, ${label}`}
      className="rounded px-1.5 py-0.5 hover:bg-accent hover:text-foreground"
      onClick={() => copy(code)}
    >
      <span aria-live="polite">{TEXTS[state]}</span>
    </button>
  );
}

const TEXTS = { idle: "Copy", copied: "Copied", failed: "Select it to copy" } as const;
