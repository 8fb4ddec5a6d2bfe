import { ArrowUpRightIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { ActMenu } from "@/components/act-menu";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { KeyActDialogs, type KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { actRefusal, type KeyAct, offeredActs } from "@/components/key/acts/key-acts";
import { ENVIRONMENT_OPTIONS } from "@/components/key/environment-badge";
import { useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { KEY_STATUSES as STATUS_FACES } from "@/components/key/key-status";
import { KeySelection } from "@/components/key/selection/key-selection";
import { Link } from "@/components/link";
import { useLiveRead } from "@/components/live/use-live-read";
import { useReadOnlyReason } from "@/components/read-only";
import { StaleNote } from "@/components/trouble/trouble-note";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { AddressParams } from "@/components/url-state/address-params";
import { FilterSelect } from "@/components/url-state/filter-select";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { SearchInput } from "@/components/url-state/search-input";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { ActionResult } from "@/lib/contracts/action-result";
import { KEY_STATUSES } from "@/lib/core/keys";
import { DEFAULT_SORT, FILTER_PARAMS, PAGE_SIZE, sameQuery, type TableQuery } from "./table-query";

type KeyFilter = {
  label: string;
  /** Its name in the address. */
  param: string;
  options: readonly { value: string; label: string }[];
};

const FILTERS: readonly KeyFilter[] = [
  { label: "Environment", param: "environment", options: ENVIRONMENT_OPTIONS },
  {
    label: "Status",
    param: "status",
    options: KEY_STATUSES.map((status) => ({ value: status, label: STATUS_FACES[status].label })),
  },
];

/** Search and filters; `own` are those of one kind of keys. */
function KeysToolbar({ own }: { own: readonly KeyFilter[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      <SearchInput label="Search keys" />
      {[...FILTERS, ...own].map((filter) => (
        <FilterSelect key={filter.param} {...filter} className="max-sm:flex-1" />
      ))}
    </div>
  );
}

const REFRESH_MS = 10_000;

type KeyPage<Row> = { keys: Row[]; nextCursor: string | null; total: number; timestamp: string };

type KeysTableProps<Row extends KeyFacts, Query extends TableQuery> = {
  columns: readonly Column<Row>[];
  /** The question that an address asks. */
  toQuery: (param: (name: string) => string | null) => Query;
  /** What of an address it understands. */
  known: AddressParams;
  read: (query: Query) => Promise<ActionResult<KeyPage<Row>>>;
  initial: KeyPage<Row>;
  /** What `initial` answers. */
  initialQuery: Query;
  /** Filters that only one kind of keys has. */
  filters?: readonly KeyFilter[];
  edit: (dialog: KeyDialog<Row>) => ReactNode;
  /** Shown when there are no keys at all. */
  none: ReactNode;
};

/** The keys of one kind, and what can be done with one or several of them. */
export function KeysTable<Row extends KeyFacts, Query extends TableQuery>(
  props: KeysTableProps<Row, Query>,
) {
  const { columns, toQuery, known, read, initial, initialQuery, filters = [] } = props;
  const { edit, none } = props;
  const acts = useActDialogs<KeyAct, Row>();
  const { queries, home, permission } = useKeyClient();
  const readOnlyReason = useReadOnlyReason(permission);
  const url = useUrlState();
  const query = toQuery(url.get);
  const params = [...FILTER_PARAMS, ...filters.map(({ param }) => param)];
  const isFiltered = params.some((name) => url.get(name) !== null);
  const { data, trouble, retry } = useLiveRead({
    queryKey: [queries, "table", query],
    read: () => read(query),
    initial,
    isAnswer: sameQuery(query, initialQuery),
    everyMs: REFRESH_MS,
  });
  const isEmpty = data.total === 0 && !isFiltered;
  const screen = useRef<HTMLDivElement>(null);
  const selection = useRowSelection({
    rows: data.keys,
    rowId: ({ id }) => id,
    nameOf: keyName,
    refusal: (key) => actRefusal(key, readOnlyReason),
  });
  const maySelect = readOnlyReason === null;

  return (
    <div ref={screen} tabIndex={-1} className="outline-none">
      <div className="grid gap-3">
        {isEmpty ? null : <KeysToolbar own={filters} />}
        <NotUnderstood known={known} />
        <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
        <DataTable
          caption="API keys"
          noun={data.total === 1 ? "key" : "keys"}
          columns={columns}
          rows={data.keys}
          rowId={(key) => key.id}
          rowHref={(key) => `${home}/${key.id}`}
          rowActions={(key) => (
            <ActMenu
              subject={keyName(key)}
              acts={offeredActs(key, acts)}
              reason={actRefusal(key, readOnlyReason)}
            >
              <DropdownMenuItem asChild>
                <Link href={`${home}/${key.id}`}>
                  <ArrowUpRightIcon /> Open
                </Link>
              </DropdownMenuItem>
              <DropdownMenuSeparator />
            </ActMenu>
          )}
          selection={maySelect ? selection : undefined}
          sort={url.get("sort") ?? DEFAULT_SORT}
          page={{ total: data.total, pageSize: PAGE_SIZE, nextCursor: data.nextCursor }}
          empty={isEmpty ? none : <NoMatch noun="keys" params={params} />}
        />
      </div>
      {maySelect ? <KeySelection selection={selection} focusOtherwise={screen} /> : null}
      <KeyActDialogs acts={acts} edit={edit} />
    </div>
  );
}
