"use client";

import { useSyncExternalStore } from "react";

function subscribe() {
  return () => {};
}

function origin() {
  return window.location.origin;
}

/** The origin that this viewer came by, which is also the API's; empty until the page is alive. */
export function useOrigin(): string {
  return useSyncExternalStore(subscribe, origin, () => "");
}
