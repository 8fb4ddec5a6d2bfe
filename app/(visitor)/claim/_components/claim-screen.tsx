"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { ask, useFragment } from "@/app/(visitor)/_components/visit";
import { VisitorCard, VisitorWait } from "@/app/(visitor)/_components/visitor-card";
import { lazyDialog } from "@/components/lazy-dialog";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import type { ClaimedKey, OpenedClaim } from "@/lib/contracts/surface-key/claim";

const OpenClaim = lazyDialog(
  () => import("./open-claim"),
  (it) => it.OpenClaim,
);

/** Remembers in this tab which link it has opened: its id, which opens nothing by itself. */
const OPENED = "runtype-claim";

type Shown =
  | { phase: "opening" }
  | { phase: "failed"; trouble: Trouble }
  | { phase: "open"; claim: OpenedClaim }
  | { phase: "claimed"; claim: OpenedClaim; made: ClaimedKey };

export function ClaimScreen() {
  const token = useFragment();
  const [shown, setShown] = useState<Shown>({ phase: "opening" });

  async function open() {
    setShown({ phase: "opening" });
    const link = sessionStorage.getItem(OPENED);
    const asked = token ? { token } : { ...(link && { link }) };
    try {
      const opened = await ask<OpenedClaim>("/api/claim/open", asked);
      if (!opened.ok) return setShown({ phase: "failed", trouble: refusalTrouble(opened.error) });
      sessionStorage.setItem(OPENED, opened.value.link);
      setShown({ phase: "open", claim: opened.value });
    } catch (error) {
      setShown({ phase: "failed", trouble: troubleOf(error) });
    }
  }

  const start = useEffectEvent(() => void open());
  useEffect(() => {
    if (token !== null) start();
  }, [token]);

  if (shown.phase === "opening") return <VisitorWait />;
  if (shown.phase === "failed") {
    return (
      <VisitorCard title="This link cannot be opened">
        <TroubleNote trouble={shown.trouble} refused="No key to show" onRetry={open} />
      </VisitorCard>
    );
  }
  return (
    <OpenClaim
      open
      claim={shown.claim}
      made={shown.phase === "claimed" ? shown.made : null}
      onShown={(made) => setShown({ phase: "claimed", claim: shown.claim, made })}
      onEnded={(trouble) => setShown({ phase: "failed", trouble })}
    />
  );
}
