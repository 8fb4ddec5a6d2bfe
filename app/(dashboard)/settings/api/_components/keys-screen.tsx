"use client";

import { PlusIcon } from "lucide-react";
import { CreateKeyDialog } from "@/app/(dashboard)/settings/api/_components/create-key-dialog";
import { GatedButton } from "@/app/(dashboard)/settings/api/_components/gated-button";
import { KeyActDialogs } from "@/app/(dashboard)/settings/api/_components/key-act-dialogs";
import { KeysTable } from "@/app/(dashboard)/settings/api/_components/keys-table";
import type { TableQuery } from "@/app/(dashboard)/settings/api/_components/table-query";
import { useKeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import { useUrlDialog } from "@/app/(dashboard)/settings/api/_components/use-url-dialog";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { PageHeader } from "@/components/page-header";
import type { PlatformKeyForm, PlatformKeyTable } from "@/lib/contracts/platform-key-screen";

type KeysScreenProps = {
  initial: PlatformKeyTable;
  /** What `initial` answers. */
  initialQuery: TableQuery;
  form: PlatformKeyForm;
  /** Why this person cannot change keys; null when they can. */
  readOnlyReason: string | null;
};

export function KeysScreen(props: KeysScreenProps) {
  const { initial, initialQuery, form, readOnlyReason } = props;
  const create = useUrlDialog("create");
  const acts = useKeyActs();
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);

  return (
    <>
      <PageHeader
        title="API keys"
        description="Programs call the Runtype API with these. Each key shows what it may do, who uses it, and when it was last used."
        actions={
          <GatedButton reason={readOnlyReason} onClick={create.open}>
            <PlusIcon aria-hidden />
            Create New API Key
          </GatedButton>
        }
      />
      <KeysTable
        initial={initial}
        initialQuery={initialQuery}
        acts={acts}
        readOnlyReason={readOnlyReason}
        onCreate={create.open}
      />
      <CreateKeyDialog
        form={form}
        open={mayCreate && create.isOpen}
        onClose={create.close}
        onCreated={create.detach}
      />
      <KeyActDialogs acts={acts} form={form} />
    </>
  );
}
