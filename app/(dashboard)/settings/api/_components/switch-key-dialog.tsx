"use client";

import { toast } from "sonner";
import { LastUse } from "@/app/(dashboard)/settings/api/_components/last-use";
import { useKeysChanged } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { updateKey } from "@/app/(dashboard)/settings/api/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

type SwitchKeyDialogProps = {
  apiKey: PlatformKeyView;
  enable: boolean;
  open: boolean;
  onClose: () => void;
};

const WORDS = {
  enable: {
    title: "Enable",
    description: "Its callers are served again from the next request on.",
    done: "Key enabled",
  },
  disable: {
    title: "Disable",
    description:
      "Its callers get 401 from the next request on. This can be undone: enable it again, and everything works as before.",
    done: "Key disabled",
  },
} as const;

export function SwitchKeyDialog({ apiKey, enable, open, onClose }: SwitchKeyDialogProps) {
  const keysChanged = useKeysChanged();
  const words = enable ? WORDS.enable : WORDS.disable;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`${words.title} “${apiKey.name}”?`}
      description={words.description}
      facts={[{ label: "Last used", value: <LastUse of={apiKey} /> }]}
      tone="default"
      confirmLabel={words.title}
      onConfirm={async () => {
        const { id, revision } = apiKey;
        const result = await updateKey({ id, revision, isActive: enable });
        await keysChanged();
        if (!result.ok) return { error: result.error.details };
        toast.success(words.done);
        return undefined;
      }}
    />
  );
}
