/** Why a list is empty, by what is set of its parameters: the search, filters, or both. */
export function noMatchReason(set: readonly string[]): string {
  const filters = set.filter((param) => param !== "search").length;
  if (filters === set.length) {
    return filters === 1 ? "Nothing fits this filter." : "Nothing fits these filters together.";
  }
  if (filters === 0) return "Nothing fits this search.";
  return `Nothing fits this search and ${filters === 1 ? "this filter" : "these filters"} together.`;
}
