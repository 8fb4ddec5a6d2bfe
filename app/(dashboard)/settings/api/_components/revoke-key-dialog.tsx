"use client";

import { useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { actionValue } from "@/app/(dashboard)/settings/api/_components/action-value";
import { CallerList } from "@/app/(dashboard)/settings/api/_components/caller-list";
import { LastUse } from "@/app/(dashboard)/settings/api/_components/last-use";
import {
  KEY_QUERIES,
  useKeysChanged,
} from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { readKeyOverview, revokeKey } from "@/app/(dashboard)/settings/api/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { formatDateTime } from "@/components/format-time";
import { useNow } from "@/components/hooks/use-now";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

type RevokeKeyDialogProps = { apiKey: PlatformKeyView; open: boolean; onClose: () => void };

const WEEK = 7 * 24 * 60 * 60 * 1000;

export function RevokeKeyDialog({ apiKey, open, onClose }: RevokeKeyDialogProps) {
  const keysChanged = useKeysChanged();
  const now = useNow();
  const { id } = apiKey;
  const { data } = useQuery({
    queryKey: [KEY_QUERIES, "overview", id],
    queryFn: async () => actionValue(await readKeyOverview({ id })),
    enabled: open,
  });
  const key = data?.key ?? apiKey;
  const usedLately =
    key.lastUsedAt !== null && (now ?? Date.now()) - Date.parse(key.lastUsedAt) < WEEK;

  async function revoke(reason: string) {
    const result = await revokeKey({ id, ...(reason !== "" && { reason }) });
    await keysChanged();
    if (!result.ok) return { error: result.error.details };
    toast.success("Key revoked", { description: proofOf(result.value.apiKey), duration: 12_000 });
    return undefined;
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Revoke “${key.name}”?`}
      description="From the moment you confirm, its callers get 401 Unauthorized. This is final: to pause a key, disable it instead."
      facts={[
        { label: "Last used", value: <LastUse of={key} /> },
        {
          label: "Callers, last day",
          value: data ? <CallerList callers={data.callers} /> : <Skeleton className="h-5 w-40" />,
        },
      ]}
      typeToConfirm={usedLately ? key.name : null}
      reasonLabel="Reason"
      onConfirm={revoke}
    />
  );
}

/** When it took effect, and the last call before that. */
function proofOf({ revokedAt, lastUsedAt }: PlatformKeyView): string {
  const since = revokedAt ? formatDateTime(new Date(revokedAt)) : "now";
  const last = lastUsedAt
    ? `The last accepted call was at ${formatDateTime(new Date(lastUsedAt))}.`
    : "It was never used.";
  return `Refused everywhere since ${since}. ${last}`;
}
