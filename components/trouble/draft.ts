import { useEffect, useEffectEvent } from "react";
import { holdsKey } from "@/lib/core/key-text";

const PREFIX = "runtype-draft:";

/** Each keeps what is typed in one place of this page. */
const drafts = new Set<() => void>();
let kept = false;

/** Whether this page is being left with what was typed kept. */
export function isKept(): boolean {
  return kept;
}

/** Keeps what is typed on this page over a reload of this tab or a sign-in. */
export function keepDrafts(): void {
  for (const keep of drafts) keep();
}

/**
 * Has what is read kept under a name on this page, and gives it back once. A null name keeps
 * nothing, and nothing that holds an API key is kept.
 */
export function useDraft(
  name: string | null,
  read: () => unknown,
  restore: (kept: unknown) => void,
): void {
  const take = useEffectEvent(() => {
    if (name === null) return;
    const text = sessionStorage.getItem(keyOf(name));
    if (text === null) return;
    sessionStorage.removeItem(keyOf(name));
    restore(JSON.parse(text));
  });
  const keep = useEffectEvent(() => {
    const text = JSON.stringify(read());
    if (name !== null && text !== undefined && !holdsKey(text)) {
      sessionStorage.setItem(keyOf(name), text);
      kept = true;
    }
  });
  useEffect(() => {
    take();
    const keepThis = () => keep();
    drafts.add(keepThis);
    return () => {
      drafts.delete(keepThis);
    };
  }, []);
}

function keyOf(name: string): string {
  return `${PREFIX}${window.location.pathname}:${name}`;
}
