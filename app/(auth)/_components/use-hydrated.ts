"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether scripts run yet: before that, a form would be sent without them. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
