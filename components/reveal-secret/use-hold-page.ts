"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * While a secret is on screen, Back and closing the tab ask first. Call `hold` when it appears and
 * `release` when it is gone.
 */
export function useHoldPage(held: boolean, onLeave: () => void) {
  const leave = useEffectEvent(() => {
    window.history.pushState(null, "", window.location.href);
    onLeave();
  });

  useEffect(() => {
    if (!held) return;
    const onBack = () => leave();
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("popstate", onBack);
    window.addEventListener("beforeunload", onUnload);
    return () => {
      window.removeEventListener("popstate", onBack);
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [held]);

  return {
    hold: () => window.history.pushState(null, "", window.location.href),
    release: () => window.history.back(),
  };
}
