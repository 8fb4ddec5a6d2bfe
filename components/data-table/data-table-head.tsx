import { ArrowDownIcon, ArrowUpIcon, ChevronsUpDownIcon } from "lucide-react";
import { cn } from "@/components/cn";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TableHead, TableHeader } from "@/components/ui/table";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { type Column, formatSort, nextSort, parseSort } from "./column";
import type { RowSelection } from "./use-row-selection";

type DataTableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: string;
  hasActions: boolean;
  /** Plural: "keys". */
  noun: string;
  selection?: RowSelection<Row>;
};

function SortIcon({ direction }: { direction: "ascending" | "descending" | undefined }) {
  if (direction === "ascending") return <ArrowUpIcon aria-hidden className="size-3" />;
  if (direction === "descending") return <ArrowDownIcon aria-hidden className="size-3" />;
  return (
    <ChevronsUpDownIcon
      aria-hidden
      className="size-3 opacity-0 transition-opacity group-hover/sort:opacity-70 group-focus-visible/sort:opacity-70"
    />
  );
}

export function DataTableHead<Row>(props: DataTableHeadProps<Row>) {
  const { columns, sort, hasActions, noun, selection } = props;
  const url = useUrlState();
  const current = parseSort(sort);
  return (
    <TableHeader className="bg-subtle @max-cards:sr-only">
      <tr>
        {selection ? (
          <TableHead
            scope="col"
            className="sticky left-0 z-10 w-11 bg-subtle pr-0 pl-4 @max-cards:hidden"
          >
            <SelectPage selection={selection} noun={noun} />
          </TableHead>
        ) : null}
        {columns.map((column, index) => {
          const direction = current.column === column.id ? current.direction : undefined;
          return (
            <TableHead
              key={column.id}
              scope="col"
              aria-sort={column.sortable ? (direction ?? "none") : undefined}
              className={cn(
                index === 0 && "sticky left-0 z-10 bg-subtle pl-4",
                index === 0 && selection && "left-11 pl-1",
                column.align === "right" && "text-right",
                column.width,
              )}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={cn(
                    "group/sort -mx-1 inline-flex h-6 items-center gap-1 rounded px-1 hover:text-foreground",
                    direction && "text-foreground",
                  )}
                  onClick={() =>
                    url.set({ sort: nextSort(sort, column.id, column.firstDirection) }, "push")
                  }
                >
                  {column.header}
                  <SortIcon direction={direction} />
                </button>
              ) : (
                column.header
              )}
            </TableHead>
          );
        })}
        {hasActions ? (
          <TableHead scope="col" className="sticky right-0 w-12 bg-subtle px-2.5">
            <span className="sr-only">Actions</span>
          </TableHead>
        ) : null}
      </tr>
    </TableHeader>
  );
}

type SelectPageProps<Row> = {
  selection: RowSelection<Row>;
  /** Plural: "keys". */
  noun: string;
};

export function SelectPage<Row>({ selection, noun }: SelectPageProps<Row>) {
  return (
    <Checkbox
      aria-label={`Select the ${noun} on this page`}
      checked={selection.page}
      onClick={selection.togglePage}
      className="block after:-inset-2.5"
    />
  );
}

const DIRECTIONS = [
  { direction: "ascending", arrow: "↑" },
  { direction: "descending", arrow: "↓" },
] as const;

type SortSelectProps<Row> = { columns: readonly Column<Row>[]; sort: string };

/** Sorting for small screens, where the table's headers give way to cards. */
export function SortSelect<Row>({ columns, sort }: SortSelectProps<Row>) {
  const url = useUrlState();
  const sortable = columns.filter((column) => column.sortable);
  const choices = sortable.flatMap((column) =>
    DIRECTIONS.map(({ direction, arrow }) => ({
      value: formatSort({ column: column.id, direction }),
      label: `${column.header} ${arrow}`,
    })),
  );
  if (choices.length === 0) return null;
  return (
    <div className="min-w-0 flex-1 @lg:flex-none @cards:hidden">
      <Select
        label="Sort"
        className="w-full"
        value={sort}
        options={choices}
        onChange={(value) => url.set({ sort: value }, "push")}
      />
    </div>
  );
}
