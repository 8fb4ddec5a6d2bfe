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
  /** On small screens, where a row is a card: the whole width instead of half. */
  wide?: boolean;
  className?: string;
};
