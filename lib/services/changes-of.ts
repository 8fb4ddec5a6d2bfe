import "server-only";
import { isDeepStrictEqual } from "node:util";

/** Those of the asked columns whose value is another than the stored one; undefined asks nothing. */
export function changesOf<T extends object>(
  stored: object,
  asked: T,
): { [K in keyof T]?: Exclude<T[K], undefined> };
export function changesOf(stored: object, asked: object): object {
  const current = new Map(Object.entries(stored));
  return Object.fromEntries(
    Object.entries(asked).filter(
      ([name, value]) => value !== undefined && !isSame(current.get(name), value),
    ),
  );
}

export function isNothing(changes: object): boolean {
  return Object.keys(changes).length === 0;
}

/** By value, whatever an object was made by. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other));
}
