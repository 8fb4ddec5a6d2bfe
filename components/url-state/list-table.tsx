import type { ReactNode } from "react";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { type AddressParams, ROWS_PER_PAGE } from "./address-params";
import { NoMatch } from "./no-match";
import { NotUnderstood } from "./not-understood";
import { UrlStateProvider, useUrlState } from "./url-state-provider";

type ListTableProps<Row> = Omit<DataTableProps<Row>, "rowId" | "page" | "empty"> & {
  /** Singular: "flow". */
  noun: string;
  nextCursor: string | null;
  /** What searches and filters the list in the address. */
  known: AddressParams;
  filters: ReactNode;
  /** For a list that has nothing to search. */
  none: ReactNode;
};

/** A list whose search, filters and page are in the address. */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  return (
    <UrlStateProvider>
      <Content {...props} />
    </UrlStateProvider>
  );
}

function Content<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { noun, nextCursor, known, filters, none, ...passed } = props;
  const url = useUrlState();
  const params = Object.keys(known);
  const isNarrowed = [...params, "cursor"].some((name) => url.get(name) !== null);
  const isEmpty = passed.rows.length === 0 && !isNarrowed;
  return (
    <div className="grid gap-3">
      {isEmpty ? null : <div className="flex flex-wrap gap-2">{filters}</div>}
      <NotUnderstood known={known} />
      <DataTable
        {...passed}
        noun={passed.rows.length === 1 ? noun : `${noun}s`}
        rowId={(row) => row.id}
        page={{ total: null, pageSize: ROWS_PER_PAGE, nextCursor }}
        empty={isEmpty ? none : <NoMatch noun={`${noun}s`} params={params} />}
      />
    </div>
  );
}
