"use client";

import { useEffect, useEffectEvent } from "react";
import { holdsKey } from "@/lib/core/key-text";

const PREFIX = "runtype-draft:";

let kept = false;

/** Whether this page is being left with what was typed kept. */
export function isKept(): boolean {
  return kept;
}

/** What was typed, kept over a reload of this tab or a sign-in; nothing that holds an API key is. */
export type Draft = { keep: () => void };

/** Gives back what was kept under a name on this page, once; a null name keeps nothing. */
export function useDraft(
  name: string | null,
  read: () => unknown,
  restore: (kept: unknown) => void,
): Draft {
  const take = useEffectEvent(() => {
    if (name === null) return;
    const text = sessionStorage.getItem(keyOf(name));
    if (text === null) return;
    sessionStorage.removeItem(keyOf(name));
    restore(JSON.parse(text));
  });
  useEffect(() => take(), []);

  return {
    keep() {
      const text = JSON.stringify(read());
      if (name !== null && text !== undefined && !holdsKey(text)) {
        sessionStorage.setItem(keyOf(name), text);
        kept = true;
      }
    },
  };
}

function keyOf(name: string): string {
  return `${PREFIX}${window.location.pathname}:${name}`;
}
