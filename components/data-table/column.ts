import type { ReactNode } from "react";

export type Column<Row> = {
  /** Also the name in `sort=`. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** In the first column, what stands under the link. */
  below?: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Where the first click on the header sorts to. */
  firstDirection?: "ascending" | "descending";
  align?: "left" | "right";
  /** The whole text of the first column, which may be cut. */
  text?: (row: Row) => string;
  /** Where a row is a card: two columns of its two or six. */
  wide?: boolean;
  /**
   * Its width in a table of fixed columns, where the first takes what is left: laid out in half the
   * time of one that measures its cells.
   */
  width?: string;
  className?: string;
};

type Direction = "ascending" | "descending";

type Sort = { column: string; direction: Direction };

/** Reads `name` or `-name`, as it stands in the address. */
export function parseSort(value: string): Sort {
  return value.startsWith("-")
    ? { column: value.slice(1), direction: "descending" }
    : { column: value, direction: "ascending" };
}

export function formatSort({ column, direction }: Sort) {
  return direction === "descending" ? `-${column}` : column;
}

/** What a click on a column's header asks for. */
export function nextSort(current: string, column: string, first: Direction = "ascending") {
  const sort = parseSort(current);
  if (sort.column !== column) return formatSort({ column, direction: first });
  return formatSort({
    column,
    direction: sort.direction === "ascending" ? "descending" : "ascending",
  });
}
