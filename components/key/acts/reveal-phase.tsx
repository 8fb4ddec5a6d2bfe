"use client";

import { useFirstUse } from "@/components/key/acts/use-first-use";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import type { Revealed } from "@/components/key/key-client";
import { keyName } from "@/components/key/key-facts";
import { RevealSecret } from "@/components/reveal-secret/reveal-secret";
import type { RevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

type RevealPhaseProps = { title: string; revealed: Revealed; guard: RevealGuard };

/** The one time a new secret is on screen, with the first call beside it. */
export function RevealPhase({ title, revealed, guard }: RevealPhaseProps) {
  const { key, secret, variable, firstCall } = revealed;
  const firstRequest = useFirstUse(revealed);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto p-5">
      <DialogHeader>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription asChild>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <strong className="font-medium text-foreground wrap-anywhere">{keyName(key)}</strong>
            <EnvironmentBadge environment={key.environment} />
            <span>Shown this once. Copy it now and keep it where your program reads it.</span>
          </div>
        </DialogDescription>
      </DialogHeader>
      <RevealSecret
        secret={secret}
        variable={variable}
        guard={guard}
        firstCall={firstCall}
        firstRequest={firstRequest}
      />
    </div>
  );
}
