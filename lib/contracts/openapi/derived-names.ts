const SUFFIXES = [
  ...["", "Body", "Data", "Error", "Errors", "Header", "Headers", "Input", "JsonBody"],
  ...["JsonRequestBody", "Mutation", "MutationBody", "MutationError", "MutationResult", "Options"],
  ...["Output", "Params", "PathParams", "Payload", "Query", "QueryError", "QueryParams"],
  ...["QueryResult", "Request", "RequestBody", "Response", "Responses", "Result", "Variables"],
];

const STATUSES = [200, 201, 304, 400, 401, 403, 404, 405, 409, 413, 415, 429, 500, 502, 503, 504];

/** A name as it is compared: generators change its case and its separators as they like. */
export function bareName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** The bare names that generators of clients make of an operation: its own and those of its types. */
export function namesOfOperation(operationId: string): string[] {
  const statuses = STATUSES.flatMap((each) => [each, `Response${each}`, `${each}Response`]);
  return [...SUFFIXES, ...statuses].map((suffix) => bareName(`${operationId}${suffix}`));
}

/**
 * An operation id for each slug that reads like it, of which no generator makes a name twice or one
 * of those in `taken`.
 */
export function operationIds(slugs: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map(bareName));
  return slugs.map((slug) => {
    const words = slug.split("-").filter((word) => word !== "");
    const plain = /^[a-z]/.test(words[0] ?? "") ? words.join("-") : ["call", ...words].join("-");
    let id = plain;
    const collides = () => namesOfOperation(id).some((name) => used.has(name));
    for (let count = 2; collides(); count += 1) id = `${plain}-no-${count}`;
    for (const name of namesOfOperation(id)) used.add(name);
    return id;
  });
}
