"use client";

import { readKeyTable } from "@/app/(dashboard)/settings/actions";
import { PermissionTags } from "@/components/key/permission-tags";
import { keyColumns } from "@/components/key/table/key-columns";
import { KeysList } from "@/components/key/table/keys-list";
import { TABLE_PARAMS, type TableQuery, tableQuery } from "@/components/key/table/table-query";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import type {
  PlatformKeyForm,
  PlatformKeyRow,
  PlatformKeyTable,
} from "@/lib/contracts/platform-key/screen";
import { PLATFORM_KEY_CLIENT } from "./platform-key-client";

const PLATFORM_KEY_COLUMNS = keyColumns<PlatformKeyRow>({
  scope: {
    id: "permissions",
    header: "Permissions",
    width: "w-43 @7xl:w-72",
    cell: (key) => <PermissionTags permissions={key.permissions} />,
  },
});

const dialogs = () => import("./platform-key-dialogs");
const CreatePlatformKey = lazyDialog(dialogs, (it) => it.CreatePlatformKey);
const EditPlatformKey = lazyDialog(dialogs, (it) => it.EditPlatformKey);

type KeysScreenProps = {
  initial: PlatformKeyTable;
  /** What `initial` answers. */
  initialQuery: TableQuery;
  form: PlatformKeyForm;
};

export function KeysScreen({ form, ...list }: KeysScreenProps) {
  return (
    <KeysList
      {...list}
      client={PLATFORM_KEY_CLIENT}
      header={(createButton) => (
        <PageHeader
          title="API keys"
          description="Programs use these keys to call the Runtype API. For each key, see what it can do, who uses it, and when it was last used."
          actions={createButton}
        />
      )}
      columns={PLATFORM_KEY_COLUMNS}
      toQuery={tableQuery}
      known={TABLE_PARAMS}
      read={readKeyTable}
      none={{
        title: "No keys yet: nothing can call the API",
        guide: { name: "quick-start", title: "Quick start" },
        description:
          "Create a key to call the API. Choose what it can do, copy it, and see its first request here.",
      }}
      createLabel="Create New API Key"
      create={(dialog) => <CreatePlatformKey {...dialog} form={form} />}
      edit={(dialog) => <EditPlatformKey {...dialog} form={form} />}
    />
  );
}
