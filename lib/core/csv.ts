/** A row of a file; a number is written as it is, a text so that no spreadsheet runs it. */
export type CsvRow = readonly (string | number | null)[];

const RUNS = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A file after RFC 4180, in UTF-8. */
export function toCsv(header: readonly string[], rows: readonly CsvRow[]): string {
  return `${BYTE_ORDER_MARK}${[header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = RUNS.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
