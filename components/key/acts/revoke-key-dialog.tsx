import { ConfirmDialog } from "@/components/confirm-dialog";
import { CallerList } from "@/components/key/caller-list";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { revocationOf, useDescendants } from "@/components/key/descendants/use-descendants";
import { useKeyClient, useKeyOverview, useKeysChanged } from "@/components/key/key-client";
import { type KeyFacts, keyName, lastFourOf } from "@/components/key/key-facts";
import { LastUse, useUsedLately } from "@/components/key/last-use";
import { proofOf, revocationWarning } from "@/components/key/selection/selection-words";
import { Skeleton } from "@/components/page-skeletons";
import { toast } from "@/components/toast";
import type { KeyDialog } from "./key-act-dialogs";

export function RevokeKeyDialog({ apiKey, ...dialog }: KeyDialog<KeyFacts>) {
  const { revoke } = useKeyClient();
  const minted = useDescendants({ keyIds: [apiKey.id], open: dialog.open });
  const keysChanged = useKeysChanged();
  const { id } = apiKey;
  const data = useKeyOverview(id, dialog.open);
  const key = data?.key ?? apiKey;
  const called = data?.days.some(({ outcomes }) => Object.values(outcomes).some(Boolean)) ?? false;
  const neverAccepted = called && key.lastUsedAt === null;
  const usedLately = useUsedLately([key]);

  return (
    <ConfirmDialog
      {...dialog}
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
      act={(reason) => revoke(id, revocationOf(reason, minted))}
      onAnswered={keysChanged}
      onDone={(revoked) =>
        toast.success("Key revoked", { description: proofOf(revoked), duration: 12_000 })
      }
    >
      <DescendantsChoice minted={minted} act="revoke" />
    </ConfirmDialog>
  );
}
