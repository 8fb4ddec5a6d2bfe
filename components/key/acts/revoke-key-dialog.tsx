"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { serverNow, useNow } from "@/components/hooks/use-now";
import { CallerList } from "@/components/key/caller-list";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { useDescendants } from "@/components/key/descendants/use-descendants";
import { useKeyClient, useKeyOverview, useKeysChanged } from "@/components/key/key-client";
import { type KeyFacts, keyName, lastFourOf } from "@/components/key/key-facts";
import { LastUse } from "@/components/key/last-use";
import { proofOf, revocationWarning } from "@/components/key/selection/selection-words";
import { Skeleton } from "@/components/page-skeletons";
import { toast } from "@/components/toast";
import type { KeyDialog } from "./key-act-dialogs";

const WEEK = 7 * 24 * 60 * 60 * 1000;

export function RevokeKeyDialog({ apiKey, open, onClose }: KeyDialog<KeyFacts>) {
  const { revoke: revokeKey } = useKeyClient();
  const minted = useDescendants({ keyIds: [apiKey.id], open });
  const keysChanged = useKeysChanged();
  const now = useNow();
  const { id } = apiKey;
  const data = useKeyOverview(id, open);
  const key = data?.key ?? apiKey;
  const called = data?.days.some(({ outcomes }) => Object.values(outcomes).some(Boolean)) ?? false;
  const neverAccepted = called && key.lastUsedAt === null;
  const usedLately =
    key.lastUsedAt !== null && (now ?? serverNow()) - Date.parse(key.lastUsedAt) < WEEK;

  async function revoke(reason: string) {
    const descendants = minted.taken ? ("revoke" as const) : undefined;
    const result = await revokeKey(id, { reason: reason || undefined, descendants });
    await keysChanged();
    if (!result.ok) return result.error;
    toast.success("Key revoked", { description: proofOf(result.value), duration: 12_000 });
    return undefined;
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Revoke “${keyName(key)}”?`}
      description={revocationWarning([key])}
      facts={[
        {
          label: "Last used",
          value: neverAccepted ? "Called, but never accepted" : <LastUse of={key} />,
        },
        {
          label: "Callers, last day",
          value: data ? <CallerList callers={data.callers} /> : <Skeleton className="h-5 w-40" />,
        },
      ]}
      subject={id}
      typeToConfirm={usedLately ? (key.name ?? lastFourOf(key)) : null}
      reasonLabel="Reason"
      onConfirm={revoke}
    >
      <DescendantsChoice minted={minted} act="revoke" />
    </ConfirmDialog>
  );
}
