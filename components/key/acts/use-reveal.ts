"use client";

import type { KeyboardEvent } from "react";
import { useKeysChanged } from "@/components/key/key-client";
import { useHoldPage, useRevealGuard } from "@/components/reveal-secret/use-reveal-guard";

/**
 * What a dialog needs to show a secret once: a guard that asks before an uncopied secret is lost, and
 * a page that cannot be left behind its back. Call `hold` when the secret appears.
 */
export function useReveal(isRevealing: boolean, onClosed: () => void) {
  const keysChanged = useKeysChanged();
  const guard = useRevealGuard(() => {
    onClosed();
    page.release();
    void keysChanged();
  });
  const page = useHoldPage(isRevealing, guard.requestClose);
  return {
    guard,
    hold: page.hold,
    contentProps: {
      onKeyDown(event: KeyboardEvent) {
        const opensMenu = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
        if (isRevealing && opensMenu) event.preventDefault();
      },
    },
  };
}
