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
