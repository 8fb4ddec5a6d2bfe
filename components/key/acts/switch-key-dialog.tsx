"use client";

import { ConfirmDialog } from "@/components/confirm-dialog";
import { useKeyClient, useKeysChanged } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { LastUse } from "@/components/key/last-use";
import { toast } from "@/components/toast";
import type { KeyDialog } from "./key-act-dialogs";

type SwitchKeyDialogProps = KeyDialog<KeyFacts> & { enable: boolean };

const WORDS = {
  enable: {
    title: "Enable",
    description: "Requests with this key will work again immediately.",
    done: "Key enabled",
  },
  disable: {
    title: "Disable",
    description: "Requests with this key will fail with 401. You can enable it again at any time.",
    done: "Key disabled",
  },
} as const;

export function SwitchKeyDialog({ apiKey, enable, open, onClose }: SwitchKeyDialogProps) {
  const { switchKey } = useKeyClient();
  const keysChanged = useKeysChanged();
  const words = enable ? WORDS.enable : WORDS.disable;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`${words.title} “${keyName(apiKey)}”?`}
      description={words.description}
      facts={[{ label: "Last used", value: <LastUse of={apiKey} /> }]}
      tone="default"
      confirmLabel={words.title}
      onConfirm={async () => {
        const result = await switchKey(apiKey, enable);
        await keysChanged();
        if (!result.ok) return result.error;
        toast.success(words.done);
        return undefined;
      }}
    />
  );
}
