export type Fields = Record<string, unknown>;

/**
 * The fields of `changes` laid over those of `base`, level by level: null takes a name away, lists
 * and single values are replaced. Neither is changed. What equals the base, nulls included, is the base,
 * which is where it differs from the JSON merge patch of packages.
 */
export function deepMerge<T extends Fields>(base: T, changes: T): T;
export function deepMerge(base: Fields, changes: Fields): Fields {
  if (JSON.stringify(base) === JSON.stringify(changes)) return base;
  const merged = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(changes)) {
    const current = merged.get(name);
    if (value === null) merged.delete(name);
    else if (isFields(value)) merged.set(name, deepMerge(isFields(current) ? current : {}, value));
    else if (value !== undefined) merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields that have a value: those that are undefined are left out. */
export function omitUndefined<T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> };
export function omitUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What stands at a path in JSON; undefined where nothing does. */
export function valueAt(json: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined,
    json,
  );
}

/** What a text says as JSON; undefined where it is none. */
export function readJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
