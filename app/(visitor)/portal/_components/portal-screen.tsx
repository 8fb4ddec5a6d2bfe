"use client";

import { DoorOpenIcon, LoaderCircleIcon } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { ask, useFragment } from "@/app/(visitor)/_components/visit";
import { VisitorCard, VisitorWait } from "@/app/(visitor)/_components/visitor-card";
import { lazyDialog } from "@/components/lazy-dialog";
import { RelativeTime } from "@/components/relative-time";
import { refusalTrouble, type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { OpenedPortal, PortalOverview } from "@/lib/contracts/customer/portal";

const PortalOverviewScreen = lazyDialog(
  () => import("./portal-overview"),
  (it) => it.PortalOverviewScreen,
);

type Shown =
  | { phase: "opening" }
  | { phase: "over"; trouble: Trouble }
  | { phase: "left" }
  | { phase: "open"; link: OpenedPortal; busy: boolean }
  | { phase: "in"; overview: PortalOverview };

export function PortalScreen() {
  const token = useFragment();
  const [shown, setShown] = useState<Shown>({ phase: "opening" });

  /** Asks a door; what it refuses is shown in place of the page. */
  async function asked<Answer>(
    question: Promise<ActionResult<Answer>>,
  ): Promise<Answer | undefined> {
    try {
      const answer = await question;
      if (answer.ok) return answer.value;
      setShown({ phase: "over", trouble: refusalTrouble(answer.error) });
    } catch (error) {
      setShown({ phase: "over", trouble: troubleOf(error) });
    }
  }

  async function read(link?: string) {
    const question = ask<PortalOverview>("/api/portal/overview", { ...(link && { link }) });
    const overview = await asked(question);
    if (overview) setShown({ phase: "in", overview });
  }

  async function open() {
    setShown({ phase: "opening" });
    if (!token) return read();
    const link = await asked(ask<OpenedPortal>("/api/portal/open", { token }));
    if (link?.entered) return read(link.link);
    if (link) setShown({ phase: "open", link, busy: false });
  }

  async function enter(link: OpenedPortal) {
    setShown({ phase: "open", link, busy: true });
    const entered = await asked(ask("/api/portal/enter", { link: link.link }));
    if (entered) await read(link.link);
  }

  async function leave({ link }: PortalOverview) {
    const left = await asked(ask("/api/portal/leave", { link }));
    if (left) setShown({ phase: "left" });
  }

  const start = useEffectEvent(() => void open());
  useEffect(() => {
    if (token !== null) start();
  }, [token]);

  switch (shown.phase) {
    case "opening":
      return <VisitorWait />;
    case "over":
      return (
        <VisitorCard title="The portal cannot be opened">
          <TroubleNote trouble={shown.trouble} refused="Not open" onRetry={open} />
        </VisitorCard>
      );
    case "left":
      return (
        <VisitorCard title="You have closed the portal" description="You can close this page." />
      );
    case "open":
      return <EnterCard link={shown.link} busy={shown.busy} onEnter={() => enter(shown.link)} />;
    case "in":
      return (
        <PortalOverviewScreen
          open
          overview={shown.overview}
          onChanged={() => void read(shown.overview.link)}
          onLeave={() => void leave(shown.overview)}
        />
      );
  }
}

type EnterCardProps = { link: OpenedPortal; busy: boolean; onEnter: () => void };

function EnterCard({ link, busy, onEnter }: EnterCardProps) {
  return (
    <VisitorCard
      title={`Keys and usage of ${link.customer}`}
      description={`${link.organization} lets you see what you use of its API, and roll your keys.`}
    >
      <div className="grid gap-2">
        <Button size="lg" className="w-fit" aria-disabled={busy || undefined} onClick={onEnter}>
          {busy ? (
            <LoaderCircleIcon aria-hidden className="animate-spin" />
          ) : (
            <DoorOpenIcon aria-hidden />
          )}
          Open the portal
        </Button>
        <p className="text-xs text-muted-foreground">
          The link works once: this browser is let in for at most 12 hours. Unused, it ends{" "}
          <RelativeTime at={link.linkExpiresAt} />.
        </p>
      </div>
    </VisitorCard>
  );
}
