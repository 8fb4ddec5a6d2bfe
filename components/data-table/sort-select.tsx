"use client";

import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
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
      <Select value={sort} onValueChange={(value) => url.set({ sort: value }, "push")}>
        <SelectTrigger aria-label="Sort" className="w-full">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="text-muted-foreground">Sort</span>
            <SelectValue>{choices.find(({ value }) => value === sort)?.label}</SelectValue>
          </span>
        </SelectTrigger>
        <SelectContent>
          {choices.map(({ value, label }) => (
            <SelectItem key={value} value={value}>
              {label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
