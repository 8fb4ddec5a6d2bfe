"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "runtype-shortcuts";
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function shortcutsEnabled() {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

function setShortcutsEnabled(enabled: boolean) {
  try {
    localStorage.setItem(STORAGE_KEY, enabled ? "on" : "off");
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** Whether the viewer wants single-key shortcuts, remembered in this browser. */
export function useShortcutsEnabled() {
  const enabled = useSyncExternalStore(subscribe, shortcutsEnabled, () => true);
  return [enabled, setShortcutsEnabled] as const;
}
