import { useEffect, useEffectEvent, useState } from "react";

export type RevealGuard = {
  copied: boolean;
  asking: boolean;
  markCopied: () => void;
  /** Closes when the secret was copied, otherwise asks first: for Esc, the X and outside clicks. */
  requestClose: () => void;
  keepOpen: () => void;
  close: () => void;
};

/** Remembers whether the secret was copied, so that the dialog around it cannot be lost by accident. */
export function useRevealGuard(onClose: () => void): RevealGuard {
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);

  function close() {
    setCopied(false);
    setAsking(false);
    onClose();
  }

  return {
    copied,
    asking,
    close,
    markCopied() {
      setCopied(true);
      setAsking(false);
    },
    requestClose() {
      if (copied) close();
      else setAsking(true);
    },
    keepOpen: () => setAsking(false),
  };
}

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
