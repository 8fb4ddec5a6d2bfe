"use client";

import { useState } from "react";
import { rotateKey } from "@/app/(dashboard)/settings/api/actions";
import type { GRACES, PlatformKeyView } from "@/lib/contracts/platform-key";

export type Grace = (typeof GRACES)[number];

type Rotated = { key: PlatformKeyView; secret: string };

/** The choice of a grace and the act itself. A rotation under way leaves only "now". */
export function useRotation(apiKey: PlatformKeyView, onRotated: (rotated: Rotated) => void) {
  const [grace, setGrace] = useState<Grace>(apiKey.status === "rotating" ? 0 : 86_400);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function rotate() {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { id, revision } = apiKey;
      const result = await rotateKey({ id, revision, graceSeconds: grace });
      if (!result.ok) setError(result.error.details);
      else onRotated({ key: result.value.apiKey, secret: result.value.plainKey });
    } catch {
      setError("The server could not be reached. Look at the key's secrets before you try again.");
    } finally {
      setBusy(false);
    }
  }

  return { grace, setGrace, rotate, busy, error };
}
