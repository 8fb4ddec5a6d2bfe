"use client";

import { KEY_COLUMNS } from "@/app/(dashboard)/settings/api/_components/key-columns";
import { KeyMenu } from "@/app/(dashboard)/settings/api/_components/key-menu";
import { KeysToolbar } from "@/app/(dashboard)/settings/api/_components/keys-toolbar";
import { NoKeys } from "@/app/(dashboard)/settings/api/_components/no-keys";
import { StaleNote } from "@/app/(dashboard)/settings/api/_components/stale-note";
import {
  DEFAULT_SORT,
  FILTER_PARAMS,
  PAGE_SIZE,
  sameQuery,
  type TableQuery,
  tableQuery,
} from "@/app/(dashboard)/settings/api/_components/table-query";
import type { KeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import { KEY_QUERIES } from "@/app/(dashboard)/settings/api/_components/use-keys-changed";
import { useLiveRead } from "@/app/(dashboard)/settings/api/_components/use-live-read";
import { readKeyTable } from "@/app/(dashboard)/settings/api/actions";
import { DataTable } from "@/components/data-table/data-table";
import { NoMatch } from "@/components/url-state/no-match";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { PlatformKeyTable } from "@/lib/contracts/platform-key-screen";

const REFRESH_MS = 10_000;

type KeysTableProps = {
  initial: PlatformKeyTable;
  /** What `initial` answers. */
  initialQuery: TableQuery;
  acts: KeyActs;
  readOnlyReason: string | null;
  onCreate: () => void;
};

export function KeysTable(props: KeysTableProps) {
  const { initial, initialQuery, acts, readOnlyReason, onCreate } = props;
  const url = useUrlState();
  const query = tableQuery(url.get);
  const isFiltered = FILTER_PARAMS.some((name) => url.get(name) !== null);
  const { data, trouble } = useLiveRead({
    queryKey: [KEY_QUERIES, "table", query],
    read: () => readKeyTable(query),
    initial,
    isAnswer: sameQuery(query, initialQuery),
    everyMs: REFRESH_MS,
  });
  const isEmpty = data.total === 0 && !isFiltered;

  return (
    <div className="grid gap-3">
      {isEmpty ? null : <KeysToolbar />}
      <StaleNote trouble={trouble} since={data.timestamp} />
      <DataTable
        caption="API keys"
        noun={data.total === 1 ? "key" : "keys"}
        columns={KEY_COLUMNS}
        rows={data.keys}
        rowId={(key) => key.id}
        rowHref={(key) => `/settings/api/${key.id}`}
        rowActions={(key) => <KeyMenu apiKey={key} acts={acts} readOnlyReason={readOnlyReason} />}
        sort={url.get("sort") ?? DEFAULT_SORT}
        page={{ total: data.total, pageSize: PAGE_SIZE, nextCursor: data.nextCursor }}
        empty={
          isEmpty ? (
            <NoKeys readOnlyReason={readOnlyReason} onCreate={onCreate} />
          ) : (
            <NoMatch noun="keys" params={FILTER_PARAMS} />
          )
        }
      />
    </div>
  );
}
