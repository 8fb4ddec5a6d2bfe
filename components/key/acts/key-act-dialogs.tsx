import type { ReactNode } from "react";
import type { KeyFacts } from "@/components/key/key-facts";
import { lazyDialog } from "@/components/lazy-dialog";
import type { KeyActs } from "./key-acts";

const revokeKeyDialog = () => import("./revoke-key-dialog");
const RevokeKeyDialog = lazyDialog(revokeKeyDialog, (it) => it.RevokeKeyDialog);
const rotateKeyDialog = () => import("./rotate-key-dialog");
const RotateKeyDialog = lazyDialog(rotateKeyDialog, (it) => it.RotateKeyDialog);
const switchKeyDialog = () => import("./switch-key-dialog");
const SwitchKeyDialog = lazyDialog(switchKeyDialog, (it) => it.SwitchKeyDialog);

export type KeyDialog<Key extends KeyFacts> = { apiKey: Key; open: boolean; onClose: () => void };

type KeyActDialogsProps<Key extends KeyFacts> = {
  acts: KeyActs<Key>;
  /** The dialog that edits: its fields are those of one kind of keys. */
  edit: (dialog: KeyDialog<Key>) => ReactNode;
};

/** The dialogs that change a key, for the table and the page of a key alike. */
export function KeyActDialogs<Key extends KeyFacts>({ acts, edit }: KeyActDialogsProps<Key>) {
  const { act, subject, close } = acts;
  if (!subject) return null;
  const rest = { apiKey: subject, onClose: close };
  return (
    <>
      {edit({ ...rest, open: act === "edit" })}
      <RotateKeyDialog {...rest} open={act === "rotate"} />
      <SwitchKeyDialog {...rest} enable={false} open={act === "disable"} />
      <SwitchKeyDialog {...rest} enable open={act === "enable"} />
      <RevokeKeyDialog {...rest} open={act === "revoke"} />
    </>
  );
}
