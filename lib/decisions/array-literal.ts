import "server-only";

/** An array of texts without quotes or backslashes, and of numbers, as PostgreSQL reads it. */
export function arrayLiteral(values: readonly (string | number | null | undefined)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

/** The same of texts with quotes, but without backslashes. */
export function quotedLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(",")}}`;
}
