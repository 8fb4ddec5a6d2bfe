"use client";

import { type ReactNode, useRef } from "react";
import { cn } from "@/components/cn";
import type { Column } from "@/components/data-table/column";
import { DataTableHead } from "@/components/data-table/data-table-head";
import { DataTablePagination, type PageFacts } from "@/components/data-table/data-table-pagination";
import { DataTableRow } from "@/components/data-table/data-table-row";
import { SelectPage } from "@/components/data-table/select-page";
import { SortSelect } from "@/components/data-table/sort-select";
import { useRowNavigation } from "@/components/data-table/use-row-navigation";
import type { RowSelection } from "@/components/data-table/use-row-selection";
import { Table, TableBody } from "@/components/ui/table";
import { useUrlState } from "@/components/url-state/url-state-provider";

type DataTableProps<Row> = {
  /** What the table holds, for those who cannot see it. */
  caption: string;
  /** Plural, for the count: "keys". */
  noun: string;
  /** The first column names the row and is its link: no controls inside. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** A menu at the end of each row. */
  rowActions?: (row: Row) => ReactNode;
  /** A checkbox for each row and for the page. */
  selection?: RowSelection<Row>;
  /** The order in force: `name` or `-name`. */
  sort?: string;
  page?: PageFacts;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
};

/** A list whose search, order and pages are the server's; needs a UrlStateProvider above it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    noun,
    columns,
    rows,
    rowId,
    rowHref,
    rowActions,
    selection,
    sort = "",
    page,
    empty,
  } = props;
  const url = useUrlState();
  const frame = useRef<HTMLDivElement>(null);
  useRowNavigation(frame);

  return (
    <div
      className="@container grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3"
      aria-busy={url.pending}
    >
      {rows.length > 0 ? (
        <div className={cn("flex items-center gap-4 @cards:hidden", selection && "pl-4")}>
          {selection ? <SelectPage selection={selection} noun={noun} /> : null}
          <SortSelect columns={columns} sort={sort} />
        </div>
      ) : null}
      <div
        ref={frame}
        className={cn(
          "relative min-w-0 overflow-x-auto rounded-xl border bg-card shadow-raised transition-opacity duration-200",
          url.pending && "opacity-60",
        )}
      >
        {rows.length === 0 ? (
          empty
        ) : (
          <Table className="@max-cards:block">
            <caption className="sr-only">{caption}</caption>
            <DataTableHead
              columns={columns}
              sort={sort}
              hasActions={rowActions !== undefined}
              noun={noun}
              selection={selection}
            />
            <TableBody className="@max-cards:block">
              {rows.map((row) => (
                <DataTableRow
                  key={rowId(row)}
                  row={row}
                  columns={columns}
                  href={rowHref?.(row)}
                  actions={rowActions?.(row)}
                  selection={selection}
                />
              ))}
            </TableBody>
          </Table>
        )}
      </div>
      {page && rows.length > 0 ? (
        <DataTablePagination {...page} shown={rows.length} noun={noun} />
      ) : null}
    </div>
  );
}
