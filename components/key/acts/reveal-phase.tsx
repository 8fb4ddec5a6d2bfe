"use client";

import { useQuery } from "@tanstack/react-query";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { type Revealed, useKeyClient } from "@/components/key/key-client";
import { keyName } from "@/components/key/key-facts";
import { actionValue } from "@/components/live/action-value";
import type { FirstRequest } from "@/components/reveal-secret/first-request-line";
import { RevealSecret } from "@/components/reveal-secret/reveal-secret";
import type { RevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";

const POLL_MS = 2_000;

/** Waits for the first request with the newest secret of a key. */
function useFirstUse({ key: { id }, secret }: Revealed): FirstRequest {
  const { readFirstUse } = useKeyClient();
  const { data } = useQuery({
    queryKey: ["first-use", id, secret.slice(-4)],
    queryFn: async () => actionValue(await readFirstUse(id)),
    refetchInterval: (query) => (query.state.data?.firstUse ? false : POLL_MS),
    refetchIntervalInBackground: true,
  });
  return data?.firstUse ? { state: "seen", ...data.firstUse } : { state: "waiting" };
}

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
            <span>
              This is the only time it is shown. Copy it now and store it where your program can
              read it.
            </span>
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
