"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { serverNow, useNow } from "@/components/hooks/use-now";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { useDescendants } from "@/components/key/descendants/use-descendants";
import { useKeyClient } from "@/components/key/key-client";
import type { KeysDialog } from "./key-selection";
import { KeyUse } from "./key-use";
import { SelectedKeyList } from "./selected-key-list";
import { keyCount, proofOf, revocationWarning } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

const WEEK = 7 * 24 * 60 * 60 * 1000;

export function RevokeKeysDialog({ onDone, ...dialog }: KeysDialog) {
  const { revokeMany } = useKeyClient();
  const act = useKeysAct(onDone);
  const { keys, subject, reading } = useSelectedKeys(dialog);
  const keyIds = keys.map(({ id }) => id);
  const minted = useDescendants({ keyIds: dialog.keys.map(({ id }) => id), open: dialog.open });
  const now = useNow() ?? serverNow();
  const due = keys.filter(({ revokedAt }) => revokedAt === null);
  const usedLately = due.filter(
    ({ lastUsedAt }) => lastUsedAt !== null && now - Date.parse(lastUsedAt) < WEEK,
  );
  return (
    <ConfirmDialog
      open={dialog.open}
      onOpenChange={dialog.onClose}
      focusOtherwise={dialog.focusOtherwise}
      title={`Revoke ${keyCount(due.length)}?`}
      description={revocationWarning(due)}
      subject={subject}
      typeToConfirm={usedLately.length > 0 ? keyCount(due.length) : null}
      reasonLabel="Reason"
      onConfirm={async (reason) => {
        const descendants = minted.taken ? ("revoke" as const) : undefined;
        const revocation = { reason: reason || undefined, descendants };
        const refused = await act(() => revokeMany(keyIds, revocation), {
          title: (count) => `${keyCount(count)} revoked`,
          description: ({ timestamp: revokedAt, lastUsedAt }) => proofOf({ revokedAt, lastUsedAt }),
        });
        return refused;
      }}
    >
      <SelectedKeyList keys={keys} reading={reading}>
        {(key) => <KeyUse of={key} />}
      </SelectedKeyList>
      <DescendantsChoice minted={minted} act="revoke" by={keys.length} />
    </ConfirmDialog>
  );
}
