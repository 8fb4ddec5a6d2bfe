"use client";

import { useState } from "react";
import type { KeyFacts } from "@/components/key/key-facts";
import { keyRevoked } from "@/lib/core/refusals";

type KeyAct = "edit" | "rotate" | "disable" | "enable" | "revoke";

export type KeyActs<Key extends KeyFacts> = {
  act: KeyAct | null;
  /** The key as it was when the dialog opened; it stays while the dialog fades out. */
  subject: Key | null;
  start: (act: KeyAct, key: Key) => void;
  close: () => void;
};

/** Which dialog about which key is open. */
export function useKeyActs<Key extends KeyFacts>(): KeyActs<Key> {
  const [act, setAct] = useState<KeyAct | null>(null);
  const [subject, setSubject] = useState<Key | null>(null);
  return {
    act,
    subject,
    start(next, key) {
      setSubject(key);
      setAct(next);
    },
    close: () => setAct(null),
  };
}

/** Why an act is not available for a key; null when it is. */
export function actRefusal(key: KeyFacts, readOnlyReason: string | null): string | null {
  if (readOnlyReason !== null) return readOnlyReason;
  const { details } = keyRevoked();
  return key.revokedAt === null ? null : details;
}
