"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { type Column, HIDE_BELOW } from "@/components/data-table/column";
import { SelectRow } from "@/components/data-table/select-row";
import type { RowSelection } from "@/components/data-table/use-row-selection";
import { TableCell, TableRow } from "@/components/ui/table";

type DataTableRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  href?: string;
  actions?: ReactNode;
  selection?: RowSelection<Row>;
};

/** What covers other cells while the table scrolls has the ground of its row. */
const STUCK =
  "bg-card transition-colors group-hover/row:bg-subtle group-has-[[data-row-link]:focus-visible]/row:bg-accent group-data-[selected=true]/row:bg-selected max-sm:bg-transparent";

function cellClass<Row>(column: Column<Row>, index: number, isSelectable: boolean) {
  return cn(
    "max-sm:min-w-0 max-sm:p-0",
    column.wide && "max-sm:col-span-2",
    index === 0
      ? cn(
          "sticky left-0 z-10 pl-4 sm:min-w-44 max-sm:static max-sm:col-span-2 max-sm:pr-10 max-sm:pl-0",
          isSelectable && "left-11 pl-1 max-sm:pl-8",
          STUCK,
        )
      : "max-sm:before:mb-0.5 max-sm:before:block max-sm:before:text-xs max-sm:before:text-muted-foreground max-sm:before:content-[attr(data-label)]",
    column.align === "right" && "sm:text-right tabular-nums",
    column.hideBelow && cn(HIDE_BELOW[column.hideBelow], "max-sm:block"),
    column.className,
  );
}

export function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  const { row, columns, href, actions, selection } = props;
  return (
    <TableRow
      data-selected={selection?.isSelected(row)}
      className={cn(
        "group/row relative max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-3 max-sm:px-4 max-sm:py-3.5",
        href && "cursor-pointer",
        "has-[[data-row-link]:focus-visible]:bg-accent data-[selected=true]:bg-selected",
      )}
    >
      {selection ? <SelectRow row={row} selection={selection} className={STUCK} /> : null}
      {columns.map((column, index) => (
        <TableCell
          key={column.id}
          data-label={index === 0 ? undefined : column.header}
          className={cellClass(column, index, selection !== undefined)}
        >
          {index === 0 && href ? (
            <Link
              href={href}
              data-row-link
              prefetch={false}
              className="scroll-mb-24 rounded-sm font-medium wrap-anywhere hover:underline hover:underline-offset-4"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
          {column.below?.(row)}
        </TableCell>
      ))}
      {actions === undefined ? null : (
        <TableCell
          className={cn(
            "sticky right-0 w-10 pr-3 text-right max-sm:absolute max-sm:top-2.5 max-sm:right-2.5 max-sm:z-10 max-sm:w-auto max-sm:p-0",
            STUCK,
          )}
        >
          {actions}
        </TableCell>
      )}
    </TableRow>
  );
}
