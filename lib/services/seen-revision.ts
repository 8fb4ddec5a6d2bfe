import "server-only";
import { AppError, conflict } from "@/lib/core/errors";
import { isMet, type Precondition } from "@/lib/core/precondition";

/** What a caller looked at before a change: by its number, by its ETag, or neither. */
export type Seen = {
  revision?: number | undefined;
  precondition?: Precondition | undefined;
};

/** Throws `precondition_failed` or `conflict` when what is to change has another revision by now. */
export function assertSeen(current: number, { revision, precondition }: Seen, message: string) {
  if (precondition && !isMet(precondition, current)) {
    throw new AppError("precondition_failed", message);
  }
  if (revision !== undefined && revision !== current) throw conflict(message);
}

/** The same for what has a name in plain words, such as `flow`. */
export function assertUnchanged(current: number, seen: Seen, what: string): void {
  assertSeen(current, seen, `The ${what} has changed since you looked at it`);
}
