"use client";

import { useSyncExternalStore } from "react";

function subscribe() {
  return () => {};
}

function modKey() {
  return /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
}

/** The name of the modifier of this viewer's platform. */
export function useModKey() {
  return useSyncExternalStore(subscribe, modKey, () => "Ctrl");
}
