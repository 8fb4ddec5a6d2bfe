"use client";

import { CreatorLeft } from "@/app/(dashboard)/settings/api/_components/creator-left";
import { LastUse } from "@/app/(dashboard)/settings/api/_components/last-use";
import type { Column } from "@/components/data-table/column";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { MaskedKey } from "@/components/key/masked-key";
import { PermissionTags } from "@/components/key/permission-tags";
import { RelativeTime } from "@/components/relative-time";
import { Sparkline } from "@/components/sparkline";
import type { PlatformKeyRow } from "@/lib/contracts/platform-key-screen";

export const KEY_COLUMNS: readonly Column<PlatformKeyRow>[] = [
  { id: "name", header: "Name", sortable: true, cell: (key) => key.name },
  {
    id: "status",
    header: "Status",
    className: "max-sm:order-1",
    cell: (key) => <KeyStatusBadge status={key.status} />,
  },
  {
    id: "key",
    header: "Key",
    wide: true,
    className: "max-sm:order-3",
    cell: (key) => (
      <MaskedKey
        prefix={key.keyPrefix}
        last4={key.searchHint.slice(1)}
        environment={key.environment}
        className="sm:flex-col sm:items-start"
      />
    ),
  },
  {
    id: "permissions",
    header: "Permissions",
    wide: true,
    className: "max-sm:order-4",
    cell: (key) => (
      <div className="sm:max-w-40">
        <PermissionTags permissions={key.permissions} className="xl:flex-wrap" />
      </div>
    ),
  },
  {
    id: "requests",
    header: "Last 7 days",
    className: "max-sm:order-5",
    cell: (key) => <Requests values={key.requestsLast7Days} />,
  },
  {
    id: "lastUsedAt",
    header: "Last used",
    sortable: true,
    firstDirection: "descending",
    className: "max-sm:order-2",
    cell: (key) => <LastUse of={key} stacked />,
  },
  {
    id: "expiresAt",
    header: "Expires",
    sortable: true,
    hideBelow: "lg",
    className: "max-sm:order-6",
    cell: (key) =>
      key.expiresAt ? (
        <RelativeTime at={key.expiresAt} />
      ) : (
        <span className="text-muted-foreground">Never</span>
      ),
  },
  {
    id: "createdAt",
    header: "Created",
    sortable: true,
    firstDirection: "descending",
    hideBelow: "xl",
    className: "max-sm:hidden",
    cell: (key) => <Created apiKey={key} />,
  },
];

function Requests({ values }: { values: readonly number[] }) {
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <span className="flex items-end gap-2 sm:flex-col sm:items-start sm:gap-1">
      <Sparkline values={values} label="Requests, last 7 days" />
      <span aria-hidden className="text-xs text-muted-foreground tabular-nums">
        {total.toLocaleString("en")}
      </span>
    </span>
  );
}

function Created({ apiKey: { createdAt, createdBy } }: { apiKey: PlatformKeyRow }) {
  return (
    <span className="grid justify-items-start">
      <RelativeTime at={createdAt} />
      {createdBy ? (
        <span className="max-w-32 truncate text-xs text-muted-foreground" title={createdBy.name}>
          by {createdBy.name}
        </span>
      ) : null}
      {createdBy === null || createdBy.left ? <CreatorLeft /> : null}
    </span>
  );
}
