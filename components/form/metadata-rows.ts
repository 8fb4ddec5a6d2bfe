import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { PairRow } from "./pair-rows";

type Metadata = NonNullable<CustomerView["metadata"]>;

export function rowsOf(metadata: Metadata | null): PairRow[] {
  return Object.entries(metadata ?? {}).map(([name, value]) => ({ name, text: textOf(value) }));
}

/**
 * What the rows say: texts, and values of `before` where their text is unchanged, since not all of
 * them need be texts. Null when nothing is said.
 */
export function metadataOf(rows: readonly PairRow[], before: Metadata | null): Metadata | null {
  const said = saidOf(rows);
  if (said.length === 0) return null;
  const known = new Map(Object.entries(before ?? {}));
  return Object.fromEntries(
    said.map(({ name, text }) => {
      const value = known.get(name.trim());
      return [name.trim(), value !== undefined && textOf(value) === text ? value : text];
    }),
  );
}

/** What is wrong with the rows as rows: a value without a name, or a name twice. */
export function rowsProblem(rows: readonly PairRow[]): string | undefined {
  const names = saidOf(rows).map(({ name }) => name.trim());
  if (names.includes("")) return "Give every value a name.";
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? undefined : `${twice} is used twice.`;
}

/** Whether it is this row that has a value without a name, or a name again. */
export function isWrongRow(rows: readonly PairRow[], index: number): boolean {
  const { name, text } = rows[index] ?? { name: "", text: "" };
  const isAgain = rows.findIndex((row) => row.name.trim() === name.trim()) < index;
  return name.trim() === "" ? text !== "" : isAgain;
}

/** Rows that hold something. */
function saidOf(rows: readonly PairRow[]): readonly PairRow[] {
  return rows.filter(({ name, text }) => name.trim() !== "" || text !== "");
}

function textOf(value: Metadata[string]): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
