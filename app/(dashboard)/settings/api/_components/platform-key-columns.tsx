"use client";

import { PermissionTags } from "@/components/key/permission-tags";
import { keyColumns } from "@/components/key/table/key-columns";
import type { PlatformKeyRow } from "@/lib/contracts/platform-key-screen";

export const PLATFORM_KEY_COLUMNS = keyColumns<PlatformKeyRow>({
  scope: [
    {
      id: "permissions",
      header: "Permissions",
      wide: true,
      className: "@max-cards:order-4",
      cell: (key) => (
        <div className="@cards:max-w-40">
          <PermissionTags permissions={key.permissions} className="xl:flex-wrap" />
        </div>
      ),
    },
  ],
});
