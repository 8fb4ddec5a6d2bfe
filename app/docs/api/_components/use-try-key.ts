"use client";

import { useSyncExternalStore } from "react";

let key = "";
const listeners = new Set<() => void>();

/** The key that was typed in last: for every form of the page, and nowhere else. */
export function useTryKey(): [string, (next: string) => void] {
  const current = useSyncExternalStore(
    subscribe,
    () => key,
    () => "",
  );
  return [current, change];
}

function change(next: string): void {
  key = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
