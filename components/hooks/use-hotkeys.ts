import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

const STORAGE_KEY = "runtype-shortcuts";
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function shortcutsEnabled() {
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

type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const TYPING = "input, textarea, select, [contenteditable=''], [contenteditable='true']";
const OVERLAY = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']";

function isBusy(event: KeyboardEvent) {
  const target = event.target;
  if (target instanceof Element && target.closest(TYPING)) return true;
  return document.querySelector(OVERLAY) !== null;
}

function nameOf(event: KeyboardEvent) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}

/**
 * Runs a handler per key: `c`, `/`, `?`, or `mod+k` for Ctrl or Cmd. Plain keys are left alone while
 * the person types, holds a modifier, has an overlay open, or has switched shortcuts off.
 */
export function useHotkeys(hotkeys: Hotkeys, enabled = true) {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const name = nameOf(event);
    const handler = Object.hasOwn(hotkeys, name) ? hotkeys[name] : undefined;
    if (!handler) return;
    if (!name.startsWith("mod+") && (isBusy(event) || !shortcutsEnabled())) return;
    event.preventDefault();
    handler(event);
  });

  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [enabled]);
}
