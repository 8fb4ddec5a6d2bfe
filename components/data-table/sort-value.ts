type Direction = "ascending" | "descending";

type Sort = { column: string; direction: Direction };

/** Reads `name` or `-name`, as it stands in the address. */
export function parseSort(value: string): Sort {
  return value.startsWith("-")
    ? { column: value.slice(1), direction: "descending" }
    : { column: value, direction: "ascending" };
}

export function formatSort({ column, direction }: Sort) {
  return direction === "descending" ? `-${column}` : column;
}

/** What a click on a column's header asks for. */
export function nextSort(current: string, column: string, first: Direction = "ascending") {
  const sort = parseSort(current);
  if (sort.column !== column) return formatSort({ column, direction: first });
  return formatSort({
    column,
    direction: sort.direction === "ascending" ? "descending" : "ascending",
  });
}
