import { ConfirmDialog } from "@/components/confirm-dialog";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { revocationOf, useDescendants } from "@/components/key/descendants/use-descendants";
import { useKeyClient } from "@/components/key/key-client";
import { useUsedLately } from "@/components/key/last-use";
import type { RevokedKeys } from "@/lib/contracts/key/screen";
import type { KeysDialog } from "./key-selection";
import { KeyUse, SelectedKeyList } from "./selected-key-list";
import { keyCount, proofOf, revocationWarning } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

export function RevokeKeysDialog({ onDone, ...dialog }: KeysDialog) {
  const { revokeMany } = useKeyClient();
  const follow = useKeysAct(onDone);
  const { keys, subject, reading } = useSelectedKeys(dialog);
  const minted = useDescendants({ keyIds: dialog.keys.map(({ id }) => id), open: dialog.open });
  const due = keys.filter(({ revokedAt }) => revokedAt === null);
  const usedLately = useUsedLately(due);
  return (
    <ConfirmDialog
      open={dialog.open}
      onClose={dialog.onClose}
      focusOtherwise={dialog.focusOtherwise}
      title={`Revoke ${keyCount(due.length)}?`}
      description={revocationWarning(due)}
      subject={subject}
      typeToConfirm={usedLately ? keyCount(due.length) : null}
      reasonLabel="Reason"
      act={(reason) =>
        revokeMany(
          keys.map(({ id }) => id),
          revocationOf(reason, minted),
        )
      }
      {...follow({
        title: (count) => `${keyCount(count)} revoked`,
        description: ({ timestamp: revokedAt, lastUsedAt }: RevokedKeys) =>
          proofOf({ revokedAt, lastUsedAt }),
      })}
    >
      <SelectedKeyList keys={keys} reading={reading}>
        {(key) => <KeyUse of={key} />}
      </SelectedKeyList>
      <DescendantsChoice minted={minted} act="revoke" by={keys.length} />
    </ConfirmDialog>
  );
}
