import { formatCount } from "@/components/format";
import { CallerList } from "@/components/key/caller-list";
import { LastUse } from "@/components/key/last-use";
import { MaskedKey } from "@/components/key/masked-key";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { KeySecret } from "@/lib/contracts/key/screen";

const QUIET_MS = 60 * 60 * 1000;

type Traffic = Pick<KeySecret, "lastUsedAt" | "callers">;

type HandOverProgress =
  | { stage: "waiting"; callers: number }
  | { stage: "unsure"; lastCall: string }
  | { stage: "silent" }
  | { stage: "moved" };

/**
 * How far callers have moved from the old secret to the current one. Callers alike cannot be told
 * apart, so that all have moved is only said once the old secret has been quiet for an hour.
 */
export function handOverProgress(old: Traffic, current: Traffic, at: string): HandOverProgress {
  const callers = callersLeft(old, current);
  if (callers > 0) return { stage: "waiting", callers };
  const calls = [old.lastUsedAt ?? [], old.callers.map(({ lastAt }) => lastAt)].flat().sort();
  const lastCall = calls.at(-1);
  if (lastCall !== undefined && Date.parse(at) - Date.parse(lastCall) < QUIET_MS) {
    return { stage: "unsure", lastCall };
  }
  if (current.callers.length === 0) return { stage: "silent" };
  return { stage: "moved" };
}

/** How many callers made their latest call of the last day with the old secret. */
function callersLeft(old: Traffic, current: Traffic): number {
  const movedAt = new Map(
    current.callers.map(({ address, userAgent, lastAt }) => [`${address} ${userAgent}`, lastAt]),
  );
  return old.callers.filter(({ address, userAgent, lastAt }) => {
    const moved = movedAt.get(`${address} ${userAgent}`);
    return moved === undefined || moved < lastAt;
  }).length;
}

type HandOverCardProps = {
  /** Whether its part of the program is wanted. */
  open: boolean;
  secrets: readonly KeySecret[];
  /** When they were read. */
  at: string;
};

/** Both living secrets side by side: who has moved to the new one, and who has not. */
export function HandOverCard({ secrets, at }: HandOverCardProps) {
  const current = secrets.find(({ state }) => state === "current");
  const old = secrets.find(({ state }) => state === "retiring");
  if (!current || !old?.retireAt) return null;
  return (
    <Panel
      title="Hand-over"
      className="border-info-line"
      description={
        <>
          Both secrets work and share the same limits. The old one stops working{" "}
          <RelativeTime at={old.retireAt} />. <Progress of={handOverProgress(old, current, at)} />
        </>
      }
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Side title="New secret" secret={current} none="Not used yet." />
        <Side title="Old secret" secret={old} none="No longer used." />
      </div>
    </Panel>
  );
}

type ProgressProps = { of: ReturnType<typeof handOverProgress> };

function Progress({ of: progress }: ProgressProps) {
  switch (progress.stage) {
    case "waiting":
      return `${progress.callers} ${progress.callers === 1 ? "caller still uses" : "callers still use"} the old secret.`;
    case "silent":
      return "No calls in the last day, so it is not known whether callers have moved.";
    case "moved":
      return "All callers in the last day use the new secret.";
    case "unsure":
      return (
        <>
          Last call with the old secret: <RelativeTime at={progress.lastCall} />. Callers with the
          same address and program count as one, so wait until the old secret is no longer used.
        </>
      );
  }
}

type SideProps = { title: string; secret: KeySecret; none: string };

function Side({ title, secret, none }: SideProps) {
  const isOld = secret.state === "retiring";
  return (
    <section aria-label={title} className="grid content-start gap-2 rounded-lg border px-3.5 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        <span className="flex items-center gap-2">
          <MaskedKey prefix={secret.prefix} last4={secret.lastFour} />
          <Badge variant={isOld ? "warning" : "success"}>{isOld ? "Retiring" : "Current"}</Badge>
        </span>
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>
          <span className="text-muted-foreground">Last used</span>{" "}
          <LastUse of={secret} called={secret.requestsLastDay > 0} />
        </span>
        <span className="tabular-nums">
          {formatCount(secret.requestsLastDay)}{" "}
          <span className="text-muted-foreground">
            {secret.requestsLastDay === 1 ? "request" : "requests"}, last day
          </span>
        </span>
      </p>
      <div className="border-t pt-2 text-sm">
        <CallerList callers={secret.callers} shown={5} none={none} />
      </div>
    </section>
  );
}
