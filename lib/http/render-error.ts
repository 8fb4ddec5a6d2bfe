import "server-only";
import { ERROR_TABLE } from "@/lib/contracts/error-table";
import { AppError, unavailable } from "@/lib/core/errors";
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
  if (isOutage(error)) return unavailable("The database cannot be reached. Try again.");
  return new AppError(
    "internal",
    `Something went wrong. Quote ${requestId} when you ask for help.`,
  );
}

/** The answer to an error; `isTokenShown` says whether a refused caller had shown a token or key. */
export function renderError(error: AppError, isTokenShown = false): Rendered {
  const [status, title] = ERROR_TABLE[error.code];
  const { issues, code, retryAfter, allow } = error.facts;
  const challenge = challengeOf(error, isTokenShown);
  const headers = {
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...(allow && { Allow: allow.join(", ") }),
    ...(challenge && { "WWW-Authenticate": challenge }),
    // The rest of the body is not read, so nothing can follow it.
    ...(error.code === "payload_too_large" && { Connection: "close" }),
  };
  const body = {
    error: title,
    details: error.details,
    ...(issues && { issues }),
    ...(code && { code }),
  };
  return { status, body, headers };
}

/** RFC 6750: which scheme is asked for, that what was shown is no good, or which scope was missing. */
function challengeOf({ code, facts }: AppError, isTokenShown: boolean): string | undefined {
  if (code === "unauthorized") return isTokenShown ? `${SCHEME}, error="invalid_token"` : SCHEME;
  const { permission } = facts;
  // No token holds what only people may do.
  if (!DELEGABLE_PERMISSIONS.some((name) => name === permission)) return undefined;
  return `${SCHEME}, error="insufficient_scope", scope="${permission}"`;
}
