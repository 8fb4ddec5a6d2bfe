"use client";

import type { RowSelection } from "@/components/data-table/use-row-selection";
import { Checkbox } from "@/components/ui/checkbox";

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
