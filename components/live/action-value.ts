import type { ActionError, ActionResult } from "@/lib/contracts/action-result";

/** A refused act, with the server's words as its message. */
export class RefusedError extends Error {
  readonly refusal: ActionError;

  constructor(refusal: ActionError) {
    super(refusal.details);
    this.name = "RefusedError";
    this.refusal = refusal;
  }
}

/** The value of an act; throws RefusedError, as queries want it. */
export function actionValue<T>(result: ActionResult<T>): T {
  if (!result.ok) throw new RefusedError(result.error);
  return result.value;
}

/** The same result with its value seen another way. */
export function mapResult<T, U>(result: ActionResult<T>, map: (value: T) => U): ActionResult<U> {
  return result.ok ? { ok: true, value: map(result.value) } : result;
}
