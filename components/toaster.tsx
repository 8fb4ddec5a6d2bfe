"use client";

import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { hasWaiting, onWaiting } from "@/components/toast";

/** Where notes are drawn, once there is one. */
export function Toaster() {
  const isWanted = useSyncExternalStore(onWaiting, hasWaiting, () => false);
  const [Drawn, setDrawn] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    import("@/components/ui/sonner").then(
      ({ DrawnToasts }) => setDrawn(() => DrawnToasts),
      // Without it nothing can be noted, this least of all.
      () => undefined,
    );
  }, [isWanted]);
  return Drawn ? <Drawn /> : null;
}
