"use client";

import { Select } from "@/components/ui/select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { Column } from "./column";
import { formatSort } from "./column";

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
