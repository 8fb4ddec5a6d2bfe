"use client";

import { EditKeyDialog } from "@/app/(dashboard)/settings/api/_components/edit-key-dialog";
import { RevokeKeyDialog } from "@/app/(dashboard)/settings/api/_components/revoke-key-dialog";
import { RotateKeyDialog } from "@/app/(dashboard)/settings/api/_components/rotate-key-dialog";
import { SwitchKeyDialog } from "@/app/(dashboard)/settings/api/_components/switch-key-dialog";
import type { KeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type KeyActDialogsProps = { acts: KeyActs; form: PlatformKeyForm };

/** The dialogs that change a key, for the table and the page of a key alike. */
export function KeyActDialogs({ acts, form }: KeyActDialogsProps) {
  const { act, subject, close } = acts;
  if (!subject) return null;
  const common = { apiKey: subject, onClose: close };
  return (
    <>
      <EditKeyDialog {...common} form={form} open={act === "edit"} />
      <RotateKeyDialog {...common} open={act === "rotate"} />
      <SwitchKeyDialog {...common} enable={false} open={act === "disable"} />
      <SwitchKeyDialog {...common} enable open={act === "enable"} />
      <RevokeKeyDialog {...common} open={act === "revoke"} />
    </>
  );
}
