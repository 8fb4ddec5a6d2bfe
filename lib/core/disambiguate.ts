/** Names of things, each with a detail where others of them have the same name. */
export function disambiguate<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  detailOf: (thing: T) => string,
): Map<T, string> {
  const counts = new Map<string, number>();
  for (const name of things.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    things.map((thing) => {
      const name = nameOf(thing);
      const isShared = (counts.get(name) ?? 0) > 1;
      return [thing, isShared ? `${name} (${detailOf(thing)})` : name];
    }),
  );
}
