"use client";

import { KeyActDialogs } from "@/app/(dashboard)/settings/api/_components/key-act-dialogs";
import { StaleNote } from "@/app/(dashboard)/settings/api/_components/stale-note";
import { useKeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import { KEY_QUERIES } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { useLiveRead } from "@/app/(dashboard)/settings/api/_components/use-live-read";
import { CallersCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/callers-card";
import { DecisionsCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/decisions-card";
import { FactsCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/facts-card";
import { HandOverCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/hand-over-card";
import { KeyHeader } from "@/app/(dashboard)/settings/api/[keyId]/_components/key-header";
import { LimitsCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/limits-card";
import { PermissionsCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/permissions-card";
import { RevokedNotice } from "@/app/(dashboard)/settings/api/[keyId]/_components/revoked-notice";
import { SecretsCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/secrets-card";
import { UsageCard } from "@/app/(dashboard)/settings/api/[keyId]/_components/usage-card";
import { readKeyOverview } from "@/app/(dashboard)/settings/api/actions";
import type {
  KeyDecisions,
  PlatformKeyForm,
  PlatformKeyOverview,
} from "@/lib/contracts/platform-key-screen";

const REFRESH_MS = 5_000;

type KeyScreenProps = {
  overview: PlatformKeyOverview;
  decisions: KeyDecisions;
  form: PlatformKeyForm;
  readOnlyReason: string | null;
};

export function KeyScreen({ overview, decisions, form, readOnlyReason }: KeyScreenProps) {
  const acts = useKeyActs();
  const { id } = overview.key;
  const { data, trouble } = useLiveRead({
    queryKey: [KEY_QUERIES, "overview", id],
    read: () => readKeyOverview({ id }),
    initial: overview,
    everyMs: REFRESH_MS,
  });
  const { key, secrets } = data;
  const rotating = key.revokedAt === null && secrets.some(({ state }) => state === "retiring");

  return (
    <>
      <KeyHeader apiKey={key} acts={acts} readOnlyReason={readOnlyReason} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <StaleNote trouble={trouble} since={data.timestamp} />
        <RevokedNotice overview={data} />
        {rotating ? <HandOverCard secrets={secrets} /> : null}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 gap-4">
            <UsageCard days={data.days} />
            <DecisionsCard keyId={id} initial={decisions} secrets={secrets} />
          </div>
          <div className="grid min-w-0 gap-4 md:grid-cols-2 xl:grid-cols-1">
            <LimitsCard limits={data.limits} />
            <PermissionsCard
              permissions={key.permissions}
              form={form}
              environment={key.environment}
            />
            <CallersCard callers={data.callers} />
            <SecretsCard secrets={secrets} revokedAt={key.revokedAt} />
            <FactsCard apiKey={key} />
          </div>
        </div>
      </div>
      <KeyActDialogs acts={acts} form={form} />
    </>
  );
}
