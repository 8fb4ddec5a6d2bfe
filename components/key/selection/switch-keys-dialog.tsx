import { ConfirmDialog } from "@/components/confirm-dialog";
import { useKeyClient } from "@/components/key/key-client";
import type { KeysDialog } from "./key-selection";
import { KeyUse, SelectedKeyList } from "./selected-key-list";
import { keyCount, switchWords } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

type SwitchKeysDialogProps = KeysDialog & { enable: boolean };

export function SwitchKeysDialog({ enable, onDone, ...dialog }: SwitchKeysDialogProps) {
  const { changeMany } = useKeyClient();
  const follow = useKeysAct(onDone);
  const { keys, reading } = useSelectedKeys(dialog);
  const due = keys.filter(
    ({ revokedAt, disabledAt }) => revokedAt === null && (disabledAt !== null) === enable,
  );
  const { label, description, proof, done } = switchWords(enable, due.length);
  return (
    <ConfirmDialog
      open={dialog.open}
      onClose={dialog.onClose}
      focusOtherwise={dialog.focusOtherwise}
      title={`${label} ${keyCount(due.length)}?`}
      description={description}
      tone="default"
      confirmLabel={label}
      act={() =>
        changeMany(
          due.map(({ id }) => id),
          { isActive: enable },
        )
      }
      {...follow({
        title: (count) => `${keyCount(count)} ${done}`,
        description: () => proof,
      })}
    >
      <SelectedKeyList keys={due} reading={reading}>
        {(key) => <KeyUse of={key} />}
      </SelectedKeyList>
    </ConfirmDialog>
  );
}
