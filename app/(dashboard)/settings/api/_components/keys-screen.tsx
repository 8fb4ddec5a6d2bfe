"use client";

import { PlusIcon } from "lucide-react";
import { readKeyTable } from "@/app/(dashboard)/settings/api/actions";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { KeyActDialogs } from "@/components/key/acts/key-act-dialogs";
import { useKeyActs } from "@/components/key/acts/use-key-acts";
import { KeyClientProvider } from "@/components/key/key-client";
import { PermissionTags } from "@/components/key/permission-tags";
import { keyColumns } from "@/components/key/table/key-columns";
import { KeysTable, NoKeys } from "@/components/key/table/keys-table";
import { TABLE_PARAMS, type TableQuery, tableQuery } from "@/components/key/table/table-query";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type {
  PlatformKeyForm,
  PlatformKeyRow,
  PlatformKeyTable,
} from "@/lib/contracts/platform-key/screen";
import { PLATFORM_KEY_CLIENT } from "./platform-key-client";

const PLATFORM_KEY_COLUMNS = keyColumns<PlatformKeyRow>({
  scope: [
    {
      id: "permissions",
      header: "Permissions",
      wide: true,
      width: "w-43 @7xl:w-72",
      className: "@max-cards:order-4",
      cell: (key) => <PermissionTags permissions={key.permissions} />,
    },
  ],
});

const CreatePlatformKey = lazyDialog(() =>
  import("./create-platform-key").then((module) => module.CreatePlatformKey),
);
const EditPlatformKey = lazyDialog(() =>
  import("./edit-platform-key").then((module) => module.EditPlatformKey),
);

type KeysScreenProps = {
  initial: PlatformKeyTable;
  /** What `initial` answers. */
  initialQuery: TableQuery;
  form: PlatformKeyForm;
  /** Why this person cannot change keys; null when they can. */
  readOnlyReason: string | null;
};

export function KeysScreen({ initial, initialQuery, form, readOnlyReason }: KeysScreenProps) {
  const create = useUrlDialog("create");
  const acts = useKeyActs<PlatformKeyRow>();
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);

  return (
    <KeyClientProvider client={PLATFORM_KEY_CLIENT}>
      <PageHeader
        title="API keys"
        description="Programs use these keys to call the Runtype API. For each key, see what it can do, who uses it, and when it was last used."
        actions={
          <GatedButton reason={readOnlyReason} onClick={create.open}>
            <PlusIcon aria-hidden />
            Create New API Key
          </GatedButton>
        }
      />
      <KeysTable
        columns={PLATFORM_KEY_COLUMNS}
        toQuery={tableQuery}
        known={TABLE_PARAMS}
        read={readKeyTable}
        initial={initial}
        initialQuery={initialQuery}
        acts={acts}
        readOnlyReason={readOnlyReason}
        none={
          <NoKeys
            title="No keys yet: nothing can call the API"
            guide={{ name: "quick-start", title: "Quick start" }}
            description="Create a key to call the API. Choose what it can do, copy it, and see its first request here."
            readOnlyReason={readOnlyReason}
            onCreate={create.open}
          />
        }
      />
      <CreatePlatformKey
        form={form}
        open={mayCreate && create.isOpen}
        onClose={create.close}
        onCreated={create.detach}
      />
      <KeyActDialogs acts={acts} edit={(dialog) => <EditPlatformKey {...dialog} form={form} />} />
    </KeyClientProvider>
  );
}
