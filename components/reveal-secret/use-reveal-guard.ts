"use client";

import { useState } from "react";

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
