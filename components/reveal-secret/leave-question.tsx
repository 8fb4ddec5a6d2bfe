"use client";

import { useEffect, useRef } from "react";
import type { RevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import { Button } from "@/components/ui/button";

/** Asks in place before an uncopied secret is lost. */
export function LeaveQuestion({ guard }: { guard: RevealGuard }) {
  const keep = useRef<HTMLButtonElement>(null);

  useEffect(() => keep.current?.focus(), []);

  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-warning-line bg-warning-soft px-3.5 py-2.5 text-sm"
    >
      <p className="font-medium">Close without copying the key? It is never shown again.</p>
      <div className="flex gap-2">
        <Button ref={keep} size="sm" variant="outline" onClick={guard.keepOpen}>
          Keep it open
        </Button>
        <Button size="sm" variant="destructive" onClick={guard.close}>
          Close anyway
        </Button>
      </div>
    </div>
  );
}
