import { ConfirmDialog } from "@/components/confirm-dialog";
import { useKeyClient, useKeysChanged } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { LastUse } from "@/components/key/last-use";
import { switchWords } from "@/components/key/selection/selection-words";
import { toast } from "@/components/toast";
import type { KeyDialog } from "./key-act-dialogs";

type SwitchKeyDialogProps = KeyDialog<KeyFacts> & { enable: boolean };

export function SwitchKeyDialog({ apiKey, enable, ...dialog }: SwitchKeyDialogProps) {
  const { switchKey } = useKeyClient();
  const keysChanged = useKeysChanged();
  const { label, description, done } = switchWords(enable, 1);
  return (
    <ConfirmDialog
      {...dialog}
      title={`${label} “${keyName(apiKey)}”?`}
      description={description}
      facts={[{ label: "Last used", value: <LastUse of={apiKey} /> }]}
      tone="default"
      confirmLabel={label}
      act={() => switchKey(apiKey, enable)}
      onAnswered={keysChanged}
      onDone={() => toast.success(`Key ${done}`)}
    />
  );
}
