import { ShieldCheckIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ActButtons } from "@/components/act-buttons";
import { NamedPage } from "@/components/app-shell/crumbs";
import { formatCount, formatDateTime } from "@/components/format";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { KeyActDialogs, type KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { actRefusal, type KeyAct, offeredActs } from "@/components/key/acts/key-acts";
import { CallerList } from "@/components/key/caller-list";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, type KeyOverviewOf, keyName } from "@/components/key/key-facts";
import { KEY_STATUSES, statusAdvice } from "@/components/key/key-status";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { NEVER_ACCEPTED } from "@/components/key/selection/selection-words";
import { lazyDialog } from "@/components/lazy-dialog";
import { useLiveRead } from "@/components/live/use-live-read";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { StaleNote } from "@/components/trouble/trouble-note";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { KeyCaller, KeyDecisions } from "@/lib/contracts/key/screen";
import type { KeyStatus } from "@/lib/core/keys";
import type { Outcome } from "@/lib/core/outcome";
import { DecisionsCard } from "./decisions-card";
import { LimitsCard } from "./limits-card";
import { SecretsCard } from "./secrets-card";

/** Few keys are being rotated when their page is opened. */
const HandOverCard = lazyDialog(
  () => import("./hand-over-card"),
  (it) => it.HandOverCard,
);

/** What the page says in full of its own: the proof of a revocation, the board of a hand-over. */
const QUIET: readonly KeyStatus[] = ["active", "revoked", "rotating"];

type ActNoticeProps = { status: KeyStatus; statusReason: Outcome | null };

/** What a key needs of someone, first of all on its page; nothing where it needs nothing. */
function ActNotice({ status, statusReason }: ActNoticeProps) {
  if (QUIET.includes(status)) return null;
  const { label, variant, icon: Icon } = KEY_STATUSES[status];
  return (
    <Alert role="status" variant={variant === "muted" ? "default" : variant}>
      <Icon aria-hidden />
      <AlertTitle>{label}</AlertTitle>
      <AlertDescription>{statusAdvice(status, statusReason)}</AlertDescription>
    </Alert>
  );
}

type KeyScreenProps<Key extends KeyFacts> = {
  overview: KeyOverviewOf<Key>;
  read: (id: string) => Promise<ActionResult<KeyOverviewOf<Key>>>;
  decisions: KeyDecisions;
  /** What the key may do. */
  scope: (key: Key) => ReactNode;
  facts: (key: Key) => ReactNode;
  edit: (dialog: KeyDialog<Key>) => ReactNode;
  /** What it called, and how it went. */
  usage?: ReactNode;
  /** Of the heading: 2 within a page that has one of its own. */
  level?: 1 | 2;
};

export function KeyScreen<Key extends KeyFacts>(props: KeyScreenProps<Key>) {
  const { overview, read, decisions, scope, facts, edit, usage, level = 1 } = props;
  const { queries, home, permission } = useKeyClient();
  const readOnlyReason = useReadOnlyReason(permission);
  const acts = useActDialogs<KeyAct, Key>();
  const { id } = overview.key;
  const { data, trouble, retry } = useLiveRead({
    queryKey: [queries, "overview", id],
    read: () => read(id),
    initial: overview,
  });
  const { key, secrets } = data;
  const rotating = key.revokedAt === null && secrets.some(({ state }) => state === "retiring");

  return (
    <>
      <NamedPage href={`${home}/${id}`} name={keyName(key)} />
      <PageHeader
        level={level}
        back={{ href: home, label: "API keys" }}
        title={keyName(key)}
        meta={
          <>
            <KeyStatusBadge of={key} />
            <EnvironmentBadge environment={key.environment} />
          </>
        }
        actions={
          <ActButtons acts={offeredActs(key, acts)} reason={actRefusal(key, readOnlyReason)} />
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
        <RevokedNotice overview={data} />
        <ActNotice status={key.status} statusReason={key.statusReason} />
        {rotating ? <HandOverCard open secrets={secrets} at={data.timestamp} /> : null}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 gap-4">
            {usage}
            <DecisionsCard keyId={id} initial={decisions} secrets={secrets} />
          </div>
          <div className="grid min-w-0 gap-4 md:grid-cols-2 xl:grid-cols-1">
            <LimitsCard limits={data.limits} />
            {scope(key)}
            {rotating ? null : <CallersCard callers={data.callers} />}
            {secrets.length > 1 ? (
              <SecretsCard secrets={secrets} revokedAt={key.revokedAt} />
            ) : null}
            {facts(key)}
          </div>
        </div>
      </div>
      <KeyActDialogs acts={acts} edit={edit} />
    </>
  );
}

function CallersCard({ callers }: { callers: readonly KeyCaller[] }) {
  return (
    <Panel title="Callers" description="Last 24 hours">
      <div className="text-sm">
        <CallerList callers={callers} shown={8} none="No requests with this key." />
      </div>
    </Panel>
  );
}

/** What is known of calls since a moment, where none is in these days. */
function callsSince(moment: string, [first]: KeyOverviewOf<KeyFacts>["days"]): string {
  return first && moment < first.day ? "No calls in the last 7 days." : "No calls since.";
}

/** The proof of a revocation: since when, the last accepted call, and who still knocks. */
function RevokedNotice({ overview }: { overview: KeyOverviewOf<KeyFacts> }) {
  const { key, revokedBy, days } = overview;
  if (key.revokedAt === null) return null;
  const refused = days.reduce((all, { outcomes }) => all + (outcomes.revoked ?? 0), 0);
  return (
    <Alert role="status">
      <ShieldCheckIcon aria-hidden />
      <AlertTitle>
        Revoked <RelativeTime at={key.revokedAt} />
        {revokedBy ? ` by ${revokedBy}` : ""}
      </AlertTitle>
      <AlertDescription>
        <p>
          Refused by every server since{" "}
          <time dateTime={key.revokedAt} suppressHydrationWarning className="tabular-nums">
            {formatDateTime(new Date(key.revokedAt))}
          </time>
          .{" "}
          {key.lastUsedAt ? (
            <>
              The last accepted call was <RelativeTime at={key.lastUsedAt} />
              {key.lastUsedFrom ? ` from ${key.lastUsedFrom}` : ""}.
            </>
          ) : (
            NEVER_ACCEPTED
          )}{" "}
          {refused > 0
            ? `${formatCount(refused)} later ${refused === 1 ? "call was" : "calls were"} refused with 401.`
            : callsSince(key.revokedAt, days)}
        </p>
        {key.revokeReason ? <p>Reason: {key.revokeReason}</p> : null}
      </AlertDescription>
    </Alert>
  );
}
