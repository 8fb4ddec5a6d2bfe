import type { ErrorCode, Issue } from "@/lib/core/errors";

export type ActionError = {
  code: ErrorCode;
  details: string;
  issues: Issue[];
  /** Seconds until it may be asked again, where that is known. */
  retryAfter?: number;
};

/** What a form hears of the act it asked for. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };
