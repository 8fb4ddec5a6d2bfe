"use client";

import { Fragment, type ReactNode, useState } from "react";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { useKeysChanged } from "@/components/key/key-client";
import type { KeyFacts } from "@/components/key/key-facts";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { KeyDialog } from "./key-act-dialogs";

export type Editing = { onSaved: () => Promise<void>; reload: () => Promise<void> };

type EditKeyDialogProps<Key extends KeyFacts> = KeyDialog<Key> & {
  read: (id: string) => Promise<ActionResult<Key>>;
  /** The form; it starts again when the key is read again. */
  children: (key: Key, editing: Editing) => ReactNode;
};

export function EditKeyDialog<Key extends KeyFacts>(props: EditKeyDialogProps<Key>) {
  const { apiKey, open, onClose } = props;
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit API key</DialogTitle>
          <DialogDescription asChild>
            <div className="flex flex-wrap items-center gap-2">
              <EnvironmentBadge environment={apiKey.environment} />
              <span>Changes take effect immediately.</span>
            </div>
          </DialogDescription>
        </DialogHeader>
        <Reloadable {...props} />
      </DialogContent>
    </Dialog>
  );
}

function Reloadable<Key extends KeyFacts>(props: EditKeyDialogProps<Key>) {
  const { apiKey, onClose, read, children } = props;
  const [current, setCurrent] = useState(apiKey);
  const keysChanged = useKeysChanged();

  async function onSaved() {
    await keysChanged();
    toast.success("Saved", { description: "Your changes are now in effect." });
    onClose();
  }

  async function reload() {
    const result = await read(apiKey.id);
    if (result.ok) setCurrent(result.value);
    void keysChanged();
  }

  return <Fragment key={current.revision}>{children(current, { onSaved, reload })}</Fragment>;
}
