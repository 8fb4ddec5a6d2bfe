"use client";

import { useSyncExternalStore } from "react";

const subscribe = () => () => undefined;

/** The zone to tell times in: the viewer's own (undefined), and UTC until the page has woken up. */
export function useViewerZone(): string | undefined {
  return useSyncExternalStore<string | undefined>(
    subscribe,
    () => undefined,
    () => "UTC",
  );
}
