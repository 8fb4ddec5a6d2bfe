"use client";

import { useState } from "react";
import { useRequestName } from "@/components/hooks/use-request-name";
import { type Grace, type Revealed, useKeyDoor } from "@/components/key/key-door";
import type { KeyFacts } from "@/components/key/key-facts";

/** The choice of a grace and the act itself. A rotation under way leaves only "now". */
export function useRotation(apiKey: KeyFacts, onRotated: (revealed: Revealed) => void) {
  const door = useKeyDoor();
  const [grace, setGrace] = useState<Grace>(apiKey.status === "rotating" ? 0 : 86_400);
  const nameOf = useRequestName();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function rotate() {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const result = await door.rotate(apiKey, grace, nameOf([apiKey.id, apiKey.revision, grace]));
      if (!result.ok) setError(result.error.details);
      else onRotated(result.value);
    } catch {
      setError("The server could not be reached. Try again: the key is not rotated twice.");
    } finally {
      setBusy(false);
    }
  }

  return { grace, setGrace, rotate, busy, error };
}
