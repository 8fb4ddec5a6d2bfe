/** Names that an address may hold on a page, each with whether it understands a value. */
export type AddressParams = Readonly<
  Record<string, (text: string, query: URLSearchParams) => boolean>
>;

/** As many as a list shows at once. */
export const ROWS_PER_PAGE = 25;

const MAX_SEARCH = 255;

/** Names that mean something on every page with a list. */
const SHARED: AddressParams = {
  dialog: (text) => /^[a-z]+$/.test(text),
  cursor: (text) => text !== "",
  trail: (text) => text !== "",
  page: (text) => /^[1-9]\d{0,8}$/.test(text),
};

export function oneOf(values: readonly string[]): (text: string) => boolean {
  return (text) => values.includes(text);
}

/** What is searched for; undefined for nothing, and for what no name can be. */
export function searchText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed.length > MAX_SEARCH ? undefined : trimmed;
}

export function isSearch(text: string): boolean {
  return searchText(text) !== undefined;
}

/** Names in an address that a page does not know, that stand twice, or whose value says nothing. */
export function notUnderstood(known: AddressParams, query: URLSearchParams): string[] {
  const understands = new Map(Object.entries({ ...SHARED, ...known }));
  return [...new Set(query.keys())].filter((name) => {
    const [value = "", ...more] = query.getAll(name);
    return more.length > 0 || !understands.get(name)?.(value, query);
  });
}
