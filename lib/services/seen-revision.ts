import "server-only";
import { AppError, conflict } from "@/lib/core/errors";
import { isMet, type Precondition } from "@/lib/core/precondition";

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
    throw new AppError("precondition_failed", stale.details);
  }
  if (revision !== undefined && revision !== current) throw stale;
}

/** The same for what has a name in plain words, such as `flow`. */
export function assertUnchanged(current: number, seen: Seen, what: string): void {
  assertSeen(current, seen, conflict(`The ${what} has changed since you looked at it`));
}
