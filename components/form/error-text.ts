/** The first message among the errors of a field, also where the field is a list. */
export function errorText(error: unknown): string | undefined {
  if (Array.isArray(error)) {
    return error.map(errorText).find((message) => message !== undefined);
  }
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return typeof error.message === "string" ? error.message : undefined;
}
