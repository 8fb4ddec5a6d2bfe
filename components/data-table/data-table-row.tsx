import type { MouseEvent, ReactNode } from "react";
import { cn } from "@/components/cn";
import { Link } from "@/components/link";
import { Checkbox } from "@/components/ui/checkbox";
import { TableCell, TableRow } from "@/components/ui/table";
import type { Column } from "./column";
import type { RowSelection } from "./use-row-selection";

type DataTableRowProps<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  href?: string;
  actions?: ReactNode;
  selection?: RowSelection<Row>;
};

/** What covers other cells while the table scrolls has the ground of its row. */
const STUCK =
  "bg-card transition-colors group-hover/row:bg-subtle group-has-[[data-row-link]:focus-visible]/row:bg-accent group-data-[selected=true]/row:bg-selected @max-cards:bg-transparent";

function cellClass<Row>(column: Column<Row>, index: number, isSelectable: boolean) {
  return cn(
    "@max-cards:min-w-0 @max-cards:p-0",
    column.wide && "@max-cards:col-span-2",
    index === 0
      ? cn(
          "sticky left-0 z-10 pl-4 @cards:min-w-44 @max-cards:static @max-cards:col-span-full @max-cards:pr-10 @max-cards:pl-0",
          isSelectable && "left-11 pl-1 @max-cards:pl-8",
          STUCK,
        )
      : "@max-cards:before:mb-0.5 @max-cards:before:block @max-cards:before:text-xs @max-cards:before:text-muted-foreground @max-cards:before:content-[attr(data-label)]",
    column.align === "right" && "@cards:text-right tabular-nums",
    column.className,
  );
}

export function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  const { row, columns, href, actions, selection } = props;
  return (
    <TableRow
      data-selected={selection?.isSelected(row)}
      className={cn(
        "group/row relative @max-cards:grid @max-2xl:grid-cols-2 @2xl:@max-cards:grid-cols-6 @max-cards:items-start @max-cards:gap-x-4 @max-cards:gap-y-3 @max-cards:px-4 @max-cards:py-3.5",
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
              title={column.text?.(row)}
              className="scroll-mb-24 rounded-sm font-medium wrap-anywhere hover:underline hover:underline-offset-4"
            >
              <span className="line-clamp-2">{column.cell(row)}</span>
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
            "sticky right-0 w-12 px-2.5 text-right @max-cards:absolute @max-cards:top-2.5 @max-cards:right-2.5 @max-cards:z-10 @max-cards:w-auto @max-cards:p-0",
            STUCK,
          )}
        >
          {actions}
        </TableCell>
      )}
    </TableRow>
  );
}

type SelectRowProps<Row> = { row: Row; selection: RowSelection<Row>; className: string };

/** Shift and a click would mark the text between the rows. */
function keepText(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault();
}

/** The cell that selects its row: its checkbox answers to clicks on all of it. */
function SelectRow<Row>({ row, selection, className }: SelectRowProps<Row>) {
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
