"use client";

import { useState } from "react";
import { useRequestName } from "@/components/hooks/use-request-name";
import { type Grace, type Revealed, useKeyClient } from "@/components/key/key-client";
import type { KeyFacts } from "@/components/key/key-facts";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";

/** The choice of a grace and the act itself. A rotation under way leaves only "now". */
export function useRotation(apiKey: KeyFacts, onRotated: (revealed: Revealed) => void) {
  const client = useKeyClient();
  const [grace, setGrace] = useState<Grace>(apiKey.status === "rotating" ? 0 : 86_400);
  const nameOf = useRequestName();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function rotate() {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const result = await client.rotate(
        apiKey,
        grace,
        nameOf([apiKey.id, apiKey.revision, grace]),
      );
      if (!result.ok) setTrouble(refusalTrouble(result.error));
      else onRotated(result.value);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  }

  return { grace, setGrace, rotate, busy, trouble };
}
