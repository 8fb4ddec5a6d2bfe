"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { type Column, HIDE_BELOW } from "@/components/data-table/column";
import { TableCell, TableRow } from "@/components/ui/table";

type DataTableRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  href?: string;
  actions?: ReactNode;
};

function cellClass<Row>(column: Column<Row>, index: number) {
  return cn(
    "max-sm:min-w-0 max-sm:p-0",
    column.wide && "max-sm:col-span-2",
    index === 0
      ? "sticky left-0 z-10 bg-card pl-4 sm:min-w-44 transition-colors group-hover/row:bg-subtle group-has-[[data-row-link]:focus-visible]/row:bg-accent max-sm:static max-sm:col-span-2 max-sm:bg-transparent max-sm:pr-10 max-sm:pl-0"
      : "max-sm:before:mb-0.5 max-sm:before:block max-sm:before:text-xs max-sm:before:text-muted-foreground max-sm:before:content-[attr(data-label)]",
    column.align === "right" && "sm:text-right tabular-nums",
    column.hideBelow && cn(HIDE_BELOW[column.hideBelow], "max-sm:block"),
    column.className,
  );
}

export function DataTableRow<Row>({ row, columns, href, actions }: DataTableRowProps<Row>) {
  return (
    <TableRow
      className={cn(
        "group/row relative max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-3 max-sm:px-4 max-sm:py-3.5",
        href && "cursor-pointer",
        "has-[[data-row-link]:focus-visible]:bg-accent",
      )}
    >
      {columns.map((column, index) => (
        <TableCell
          key={column.id}
          data-label={index === 0 ? undefined : column.header}
          className={cellClass(column, index)}
        >
          {index === 0 && href ? (
            <Link
              href={href}
              data-row-link
              prefetch={false}
              className="rounded-sm font-medium wrap-anywhere hover:underline hover:underline-offset-4"
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
        <TableCell className="sticky right-0 w-10 bg-card pr-3 text-right transition-colors group-hover/row:bg-subtle group-has-[[data-row-link]:focus-visible]/row:bg-accent max-sm:absolute max-sm:bg-transparent max-sm:top-2.5 max-sm:right-2.5 max-sm:z-10 max-sm:w-auto max-sm:p-0">
          {actions}
        </TableCell>
      )}
    </TableRow>
  );
}
