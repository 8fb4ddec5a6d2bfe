"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { useKeyClient } from "@/components/key/key-client";
import type { KeysDialog } from "./key-selection";
import { KeyUse } from "./key-use";
import { SelectedKeyList } from "./selected-key-list";
import { keyCount } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

type SwitchKeysDialogProps = KeysDialog & { enable: boolean };

const WORDS = {
  enable: {
    label: "Enable",
    one: {
      description: "Requests with this key will work again immediately.",
      proof: "It works again.",
    },
    many: {
      description: "Requests with these keys will work again immediately.",
      proof: "They work again.",
    },
    done: "enabled",
  },
  disable: {
    label: "Disable",
    one: {
      description:
        "Requests with this key will fail with 401. You can enable it again at any time.",
      proof: "Requests with it fail with 401 until it is enabled again.",
    },
    many: {
      description:
        "Requests with these keys will fail with 401. You can enable them again at any time.",
      proof: "Requests with them fail with 401 until they are enabled again.",
    },
    done: "disabled",
  },
} as const;

export function SwitchKeysDialog({ enable, onDone, ...dialog }: SwitchKeysDialogProps) {
  const { changeMany } = useKeyClient();
  const act = useKeysAct(onDone);
  const { keys, reading } = useSelectedKeys(dialog);
  const words = enable ? WORDS.enable : WORDS.disable;
  const due = keys.filter(
    ({ revokedAt, disabledAt }) => revokedAt === null && (disabledAt !== null) === enable,
  );
  const { description, proof } = due.length === 1 ? words.one : words.many;
  return (
    <ConfirmDialog
      open={dialog.open}
      onOpenChange={dialog.onClose}
      focusOtherwise={dialog.focusOtherwise}
      title={`${words.label} ${keyCount(due.length)}?`}
      description={description}
      tone="default"
      confirmLabel={words.label}
      onConfirm={async () => {
        const ids = due.map(({ id }) => id);
        const refused = await act(() => changeMany(ids, { isActive: enable }), {
          title: (count) => `${keyCount(count)} ${words.done}`,
          description: () => proof,
        });
        return refused;
      }}
    >
      <SelectedKeyList keys={due} reading={reading}>
        {(key) => <KeyUse of={key} />}
      </SelectedKeyList>
    </ConfirmDialog>
  );
}
