"use client";

import { LastUse } from "@/app/(dashboard)/settings/api/_components/last-use";
import type { Column } from "@/components/data-table/column";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { MaskedKey } from "@/components/key/masked-key";
import { PermissionTags } from "@/components/key/permission-tags";
import { RelativeTime } from "@/components/relative-time";
import { Sparkline } from "@/components/sparkline";
import { Badge } from "@/components/ui/badge";
import type { PlatformKeyRow } from "@/lib/contracts/platform-key-screen";

export const KEY_COLUMNS: readonly Column<PlatformKeyRow>[] = [
  {
    id: "name",
    header: "Name",
    sortable: true,
    className: "sm:min-w-40 sm:max-w-64",
    cell: (key) => key.name,
  },
  {
    id: "status",
    header: "Status",
    cell: (key) => <KeyStatusBadge status={key.status} />,
  },
  {
    id: "key",
    header: "Key",
    className: "max-sm:col-span-2",
    cell: (key) => (
      <MaskedKey
        prefix={key.keyPrefix}
        last4={key.searchHint.slice(1)}
        environment={key.environment}
      />
    ),
  },
  {
    id: "permissions",
    header: "Permissions",
    className: "max-sm:col-span-2 sm:min-w-44",
    cell: (key) => <PermissionTags permissions={key.permissions} />,
  },
  {
    id: "requests",
    header: "Last 7 days",
    cell: (key) => <Sparkline values={key.requestsLast7Days} label="Requests, last 7 days" />,
  },
  {
    id: "lastUsedAt",
    header: "Last used",
    sortable: true,
    firstDirection: "descending",
    cell: (key) => <LastUse of={key} />,
  },
  {
    id: "expiresAt",
    header: "Expires",
    sortable: true,
    hideBelow: "lg",
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
    cell: (key) => <Created apiKey={key} />,
  },
];

function Created({ apiKey: { createdAt, createdBy } }: { apiKey: PlatformKeyRow }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <RelativeTime at={createdAt} />
      {createdBy ? (
        <span className="text-xs text-muted-foreground wrap-anywhere">by {createdBy.name}</span>
      ) : null}
      {createdBy === null || createdBy.left ? <Badge variant="outline">creator left</Badge> : null}
    </span>
  );
}
