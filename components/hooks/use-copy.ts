import { useEffect, useRef, useState } from "react";

type CopyState = "idle" | "copied" | "failed";

const SHOWN_MS = 2_000;

/** Copies and says how it went: "copied" only after the clipboard took the text. */
export function useCopy(onCopied?: () => void) {
  const [state, setState] = useState<CopyState>("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  function confirmCopied() {
    setState("copied");
    onCopied?.();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState("idle"), SHOWN_MS);
  }

  async function copy(text: string) {
    if (await copyText(text)) confirmCopied();
    else setState("failed");
  }

  return { state, copy, confirmCopied, reset: () => setState("idle") };
}

/** Writes to the clipboard; false when the browser has none here (plain http) or refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (!navigator.clipboard) return false;
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
