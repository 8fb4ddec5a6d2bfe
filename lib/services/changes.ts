import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { AppError } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { isMet, type Precondition } from "@/lib/core/precondition";
import { changedMeanwhile, preconditionFailed } from "@/lib/core/refusals";

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

/** A change as the record has it: its fields, and what turned a thing on or off. */
export function factOf(id: string, changes: { enabled?: boolean; status?: string }) {
  const { enabled, status } = changes;
  return { id, metadata: { changed: Object.keys(changes), ...omitUndefined({ enabled, status }) } };
}

/** By value, whatever an object was made by. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other));
}

/** What a caller looked at before a change: by its number, by its ETag, or neither. */
export type Seen = {
  revision?: number | undefined;
  precondition?: Precondition | undefined;
};

/** Throws `stale`, or the same as `precondition_failed`, when what is to change has another revision. */
export function assertSeen(
  current: number,
  { revision, precondition }: Seen,
  stale: AppError,
): void {
  if (precondition && !isMet(precondition, current)) {
    throw preconditionFailed(stale);
  }
  if (revision !== undefined && revision !== current) throw stale;
}

/** The same for what has a name in plain words, such as `flow`. */
export function assertUnchanged(current: number, seen: Seen, what: string): void {
  assertSeen(current, seen, changedMeanwhile(what));
}
