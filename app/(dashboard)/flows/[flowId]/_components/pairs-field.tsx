"use client";

import { useState } from "react";
import { type PairRow, PairRows } from "@/components/form/pair-rows";

type PairsFieldProps = {
  control: { id: string };
  value: unknown;
  /** Rows that cannot be an object stay rows, which the contract then refuses. */
  onChange: (value: Record<string, string> | PairRow[] | undefined) => void;
};

/** An object of texts, such as the headers of a request. */
export function PairsField({ control, value, onChange }: PairsFieldProps) {
  const [rows, setRows] = useState(() => rowsOf(value));

  function update(next: PairRow[]) {
    setRows(next);
    const said = next.filter(({ name, text }) => name !== "" || text !== "");
    const names = new Set(said.map(({ name }) => name));
    if (said.length === 0) onChange(undefined);
    else if (names.has("") || names.size < said.length) onChange(said);
    else onChange(Object.fromEntries(said.map(({ name, text }) => [name, text])));
  }

  return <PairRows id={control.id} rows={rows} onChange={update} addLabel="Add" />;
}

function isRow(value: unknown): value is PairRow {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "text" in value &&
    typeof value.text === "string"
  );
}

function rowsOf(value: unknown): PairRow[] {
  if (Array.isArray(value) && value.every(isRow)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, text]) => ({ name, text: String(text) }));
}
