import { useRef, useState } from "react";

export type RowSelection<Row> = {
  /** What is selected on any page, each row as it was last seen. */
  rows: Row[];
  isSelected: (row: Row) => boolean;
  /** Switches a row; `extend` puts all rows from the last one switched into the same state. */
  toggle: (row: Row, extend: boolean) => void;
  page: boolean | "indeterminate";
  togglePage: () => void;
  clear: () => void;
  /** What a row is called. */
  nameOf: (row: Row) => string;
  /** Why a row cannot be selected; null when it can. */
  refusal: (row: Row) => string | null;
};

type Selectable<Row> = {
  /** The rows of the page on screen. */
  rows: readonly Row[];
  rowId: (row: Row) => string;
  nameOf: (row: Row) => string;
  refusal: (row: Row) => string | null;
};

/** A selection by id: it stays while its table is searched, sorted, paged and read again. */
export function useRowSelection<Row>(table: Selectable<Row>): RowSelection<Row> {
  const { rows, rowId, nameOf, refusal } = table;
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const last = useRef<string | null>(null);
  const onPage = new Map(rows.map((row) => [rowId(row), row]));
  const selectable = [...onPage].filter(([, row]) => refusal(row) === null).map(([id]) => id);
  const page = checkedState(selectable, (id) => selected.has(id));

  function put(ids: readonly string[], isSelected: boolean) {
    const next = new Map(selected);
    for (const id of ids) {
      const row = onPage.get(id);
      if (!isSelected) next.delete(id);
      else if (row && refusal(row) === null) next.set(id, row);
    }
    setSelected(next);
  }

  return {
    rows: [...selected].map(([id, row]) => onPage.get(id) ?? row),
    isSelected: (row) => selected.has(rowId(row)),
    toggle(row, extend) {
      const id = rowId(row);
      const ids = extend ? idsBetween([...onPage.keys()], last.current, id) : [id];
      put(ids, !selected.has(id));
      last.current = id;
    },
    page,
    togglePage: () => put(selectable, page !== true),
    clear() {
      setSelected(new Map());
      last.current = null;
    },
    nameOf,
    refusal,
  };
}

/** The ids from one to another as they stand on a page; the target alone when the first is not there. */
export function idsBetween(page: readonly string[], from: string | null, to: string): string[] {
  const start = from === null ? -1 : page.indexOf(from);
  const end = page.indexOf(to);
  if (start === -1 || end === -1) return [to];
  return page.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** How a checkbox for all of some ids looks. */
export function checkedState(
  ids: readonly string[],
  isSelected: (id: string) => boolean,
): boolean | "indeterminate" {
  const selected = ids.filter(isSelected).length;
  if (selected === 0) return false;
  return selected === ids.length ? true : "indeterminate";
}
