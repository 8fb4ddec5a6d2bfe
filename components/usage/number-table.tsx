import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { Truncated } from "@/components/truncated";

type NumberColumn<Row> = {
  /** Tells columns with the same header apart. */
  id?: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Left-aligned words instead of numbers. */
  words?: boolean;
  /** For what small screens have no room for. */
  wideOnly?: boolean;
};

type NumberTableProps<Row> = {
  caption: string;
  columns: readonly NumberColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** A last row that adds up. */
  footer?: readonly ReactNode[];
  className?: string;
};

/** What scrolls must be reachable by keyboard, or its end cannot be seen. */
const SCROLLS = { tabIndex: 0 };

/** Numbers as a table that scrolls in its own frame; the first column names the row. */
export function NumberTable<Row>(props: NumberTableProps<Row>) {
  const { caption, columns, rows, rowId, footer, className } = props;
  return (
    <div
      {...SCROLLS}
      className={cn("relative max-h-96 overflow-auto rounded-md border", className)}
    >
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, header, words, wideOnly }, index) => (
              <th
                key={id ?? header}
                scope="col"
                className={cn(
                  "sticky top-0 z-1 h-8 bg-subtle px-2.5 font-medium whitespace-nowrap text-muted-foreground",
                  index === 0 || words ? "text-left" : "text-right",
                  wideOnly && "max-sm:hidden",
                )}
              >
                <Truncated className="inline-block max-w-36 align-middle" title={header} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="border-t">
              {columns.map(({ id, header, cell, words, wideOnly }, index) =>
                index === 0 ? (
                  <th key={id ?? header} scope="row" className="h-8 px-2.5 text-left font-medium">
                    {cell(row)}
                  </th>
                ) : (
                  <td
                    key={id ?? header}
                    className={cn(
                      "h-8 px-2.5 whitespace-nowrap",
                      words ? "text-left" : "text-right",
                      wideOnly && "max-sm:hidden",
                    )}
                  >
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {footer ? (
          <tfoot>
            <tr className="border-t bg-subtle font-medium">
              {footer.map((value, index) => (
                <td
                  key={columns[index]?.id ?? columns[index]?.header}
                  className={cn(
                    "h-8 px-2.5",
                    index === 0 ? "text-left" : "text-right",
                    columns[index]?.wideOnly && "max-sm:hidden",
                  )}
                >
                  {value}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}
