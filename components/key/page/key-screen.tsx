"use client";

import type { ReactNode } from "react";
import { NamedPage } from "@/components/app-shell/crumbs";
import { KeyActDialogs, type KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { useKeyActs } from "@/components/key/acts/use-key-acts";
import { useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, type KeyOverviewOf, keyName } from "@/components/key/key-facts";
import { ActNotice } from "@/components/key/page/act-notice";
import { CallersCard } from "@/components/key/page/callers-card";
import { DecisionsCard } from "@/components/key/page/decisions-card";
import { HandOverCard } from "@/components/key/page/hand-over-card";
import { KeyHeader } from "@/components/key/page/key-header";
import { LimitsCard } from "@/components/key/page/limits-card";
import { RevokedNotice } from "@/components/key/page/revoked-notice";
import { SecretsCard } from "@/components/key/page/secrets-card";
import { StaleNote } from "@/components/live/stale-note";
import { useLiveRead } from "@/components/live/use-live-read";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { KeyDecisions } from "@/lib/contracts/key-screen";

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
  readOnlyReason: string | null;
  /** Of the heading: 2 within a page that has one of its own. */
  level?: 1 | 2;
};

export function KeyScreen<Key extends KeyFacts>(props: KeyScreenProps<Key>) {
  const { overview, read, decisions, scope, facts, edit, usage, readOnlyReason, level = 1 } = props;
  const { queries, home } = useKeyClient();
  const acts = useKeyActs<Key>();
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
      <KeyHeader apiKey={key} acts={acts} readOnlyReason={readOnlyReason} level={level} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
        <RevokedNotice overview={data} />
        <ActNotice status={key.status} statusReason={key.statusReason} />
        {rotating ? <HandOverCard secrets={secrets} at={data.timestamp} /> : null}
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
