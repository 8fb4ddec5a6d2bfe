"use client";

import type { MouseEvent } from "react";
import { cn } from "@/components/cn";
import type { RowSelection } from "@/components/data-table/use-row-selection";
import { Checkbox } from "@/components/ui/checkbox";
import { TableCell } from "@/components/ui/table";

type SelectRowProps<Row> = { row: Row; selection: RowSelection<Row>; className: string };

/** Shift and a click would mark the text between the rows. */
function keepText(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault();
}

/** The cell that selects its row: its checkbox answers to clicks on all of it. */
export function SelectRow<Row>({ row, selection, className }: SelectRowProps<Row>) {
  const isSelected = selection.isSelected(row);
  const refusal = isSelected ? null : selection.refusal(row);
  return (
    <TableCell
      data-row-select-cell
      className={cn(
        "sticky left-0 z-10 w-11 min-w-11 pr-0 pl-4 @max-cards:absolute @max-cards:top-0.5 @max-cards:left-0 @max-cards:z-20 @max-cards:flex @max-cards:h-11 @max-cards:items-center @max-cards:py-0",
        className,
      )}
    >
      <Checkbox
        data-row-select
        aria-label={`Select ${selection.nameOf(row)}`}
        title={refusal ?? undefined}
        checked={isSelected}
        disabled={refusal !== null}
        onMouseDown={keepText}
        onClick={(event) => selection.toggle(row, event.shiftKey)}
        className="block scroll-mb-24 after:-inset-y-4 after:-right-3 after:-left-4"
      />
    </TableCell>
  );
}
