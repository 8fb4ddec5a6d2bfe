"use client";

import { useRef, useState } from "react";
import { checkedState, idsBetween } from "@/components/data-table/selected-range";

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
