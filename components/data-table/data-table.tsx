import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { Table, TableBody } from "@/components/ui/table";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { Column } from "./column";
import { DataTableHead, SelectPage, SortSelect } from "./data-table-head";
import { DataTablePagination, type PageFacts } from "./data-table-pagination";
import { DataTableRow } from "./data-table-row";
import type { RowSelection } from "./use-row-selection";

const LINK = "[data-row-link]";
const INTERACTIVE = "a, button, input, select, textarea, label, [popover], [data-row-select-cell]";

function moveFocus(frame: HTMLElement | null, step: 1 | -1) {
  const links = [...(frame?.querySelectorAll<HTMLElement>(LINK) ?? [])];
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

/** A click on the checkbox of the row that has the focus; Shift selects up to it. */
function selectRow({ shiftKey }: KeyboardEvent) {
  const box = document.activeElement?.closest("tr")?.querySelector("[data-row-select]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

function openRow(event: MouseEvent) {
  const target = event.target;
  if (!(target instanceof Element) || target.closest(INTERACTIVE)) return;
  if (document.getSelection()?.isCollapsed === false) return;
  const { metaKey, ctrlKey } = event;
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, metaKey, ctrlKey });
  target.closest("tr")?.querySelector(LINK)?.dispatchEvent(click);
}

/**
 * `j` and `k` walk the rows by their links, Enter follows, `x` selects; a click anywhere in a row
 * opens it.
 */
function useRowNavigation(frame: RefObject<HTMLElement | null>) {
  useHotkeys({
    j: () => moveFocus(frame.current, 1),
    k: () => moveFocus(frame.current, -1),
    x: selectRow,
  });

  useEffect(() => {
    const node = frame.current;
    if (!node) return;
    node.addEventListener("click", openRow);
    return () => node.removeEventListener("click", openRow);
  }, [frame]);
}

export type DataTableProps<Row> = {
  /** What the table holds, for those who cannot see it. */
  caption: string;
  /** Plural, for the count: "keys". */
  noun: string;
  /** The first column names the row and is its link: no controls inside. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  /** A menu at the end of each row. */
  rowActions?: (row: Row) => ReactNode;
  /** A checkbox for each row and for the page. */
  selection?: RowSelection<Row>;
  /** The current order: `name` or `-name`. */
  sort?: string;
  page?: PageFacts;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
};

/** A list whose search, order and pages are the server's. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    noun,
    columns,
    rows,
    rowId,
    rowHref,
    rowActions,
    selection,
    sort = "",
    page,
    empty,
  } = props;
  const url = useUrlState();
  const frame = useRef<HTMLDivElement>(null);
  useRowNavigation(frame);

  return (
    <div
      className="@container grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3"
      aria-busy={url.pending}
    >
      {rows.length > 0 ? (
        <div className={cn("flex items-center gap-4 @cards:hidden", selection && "pl-4")}>
          {selection ? <SelectPage selection={selection} noun={noun} /> : null}
          <SortSelect columns={columns} sort={sort} />
        </div>
      ) : null}
      <div
        ref={frame}
        className={cn(
          "relative min-w-0 overflow-x-auto rounded-xl border bg-card shadow-raised transition-opacity duration-200",
          url.pending && "opacity-60",
        )}
      >
        {rows.length === 0 ? (
          empty
        ) : (
          <Table
            className={cn(
              "@max-cards:block",
              columns.some(({ width }) => width) && "@cards:min-w-240 @cards:table-fixed",
            )}
          >
            <caption className="sr-only">{caption}</caption>
            <DataTableHead
              columns={columns}
              sort={sort}
              hasActions={rowActions !== undefined}
              noun={noun}
              selection={selection}
            />
            <TableBody className="@max-cards:block">
              {rows.map((row) => (
                <DataTableRow
                  key={rowId(row)}
                  row={row}
                  columns={columns}
                  href={rowHref?.(row)}
                  actions={rowActions?.(row)}
                  selection={selection}
                />
              ))}
            </TableBody>
          </Table>
        )}
      </div>
      {page && rows.length > 0 ? (
        <DataTablePagination {...page} shown={rows.length} noun={noun} />
      ) : null}
    </div>
  );
}
