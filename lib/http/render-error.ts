import "server-only";
import { AppError, ERROR_TABLE, errorBody } from "@/lib/core/errors";
import { databaseUnreachable, unexpected } from "@/lib/core/refusals";
import { isOutage } from "@/lib/db/outage";
import { isWriteConflict, writeConflict } from "@/lib/db/write-conflict";
import { log } from "@/lib/log";
import { DELEGABLE_PERMISSIONS } from "@/lib/policy/permissions";

const SCHEME = 'Bearer realm="runtype"';

type Rendered = {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
};

/** What a caller is told; the cause of an unknown error goes to the log alone. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (isWriteConflict(error)) return writeConflict();
  log().error({ error, requestId }, "request failed");
  return isOutage(error) ? databaseUnreachable() : unexpected(requestId);
}

/** The answer to an error; `isTokenShown` says whether a refused caller had shown a token or key. */
export function renderError(error: AppError, isTokenShown = false): Rendered {
  const { retryAfter, allow } = error.facts;
  const challenge = challengeOf(error, isTokenShown);
  const headers = {
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...(allow && { Allow: allow.join(", ") }),
    ...(challenge && { "WWW-Authenticate": challenge }),
    // The rest of the body is not read, so nothing can follow it.
    ...(error.code === "payload_too_large" && { Connection: "close" }),
  };
  return { status: ERROR_TABLE[error.code][0], body: errorBody(error), headers };
}

/** RFC 6750: which scheme is asked for, that what was shown is no good, or which scope was missing. */
function challengeOf({ code, facts }: AppError, isTokenShown: boolean): string | undefined {
  if (code === "unauthorized") return isTokenShown ? `${SCHEME}, error="invalid_token"` : SCHEME;
  const { permission } = facts;
  // No token holds what only people may do.
  if (!DELEGABLE_PERMISSIONS.some((name) => name === permission)) return undefined;
  return `${SCHEME}, error="insufficient_scope", scope="${permission}"`;
}
