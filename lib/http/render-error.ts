import "server-only";
import { AppError, ERROR_TABLE, errorBody } from "@/lib/core/errors";
import type { Outcome } from "@/lib/core/outcome";
import {
  databaseUnreachable,
  FLAT_ERRORS,
  SURFACE_ERRORS,
  type SurfaceError,
  type SurfaceRefusal,
  unexpected,
} from "@/lib/core/refusals";
import { isOutage, isWriteConflict, writeConflict } from "@/lib/db/database-errors";
import { log } from "@/lib/log";
import { DELEGABLE_PERMISSIONS } from "@/lib/policy/permissions";

const SCHEME = 'Bearer realm="runtype"';

/** What a door answers, beside the headers of every answer. */
export type Reply = {
  status: number;
  /** Written as JSON. */
  body?: unknown;
  /** Sent as it is, instead of a body. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string> | undefined;
  /** What it counts as, where the status does not say. */
  outcome?: Outcome | undefined;
};

type Rendered = Reply & { body: Record<string, unknown>; headers: Record<string, string> };

export type SurfaceReply = Reply & {
  raw: string;
  /** The run whose end it tells: another run could end otherwise. */
  executionId?: string | undefined;
};

/** What a caller is told; the cause of an unknown error goes to the log alone. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (isWriteConflict(error)) return writeConflict();
  log().error({ error, requestId }, "request failed");
  return isOutage(error) ? databaseUnreachable() : unexpected(requestId);
}

/** An error on the platform; `isTokenShown` says whether a refused caller had shown a token or key. */
export function renderError(error: AppError, isTokenShown = false): Rendered {
  const { retryAfter, allow, permission } = error.facts;
  const challenge = challengeOf(error, isTokenShown);
  const headers = {
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...(allow && { Allow: allow.join(", ") }),
    ...(challenge && { "WWW-Authenticate": challenge }),
    // The rest of the body is not read, so nothing can follow it.
    ...(error.code === "payload_too_large" && { Connection: "close" }),
  };
  const outcome = permission === undefined ? undefined : "missing_scope";
  return { status: ERROR_TABLE[error.code][0], body: errorBody(error), headers, outcome };
}

/** The same on a surface: flat where it has a text of its own. */
export function renderSurfaceError(error: AppError, isTokenShown = false): SurfaceReply {
  const { status, body, headers } = renderError(error, isTokenShown);
  const flat = error.facts.onSurface ?? FLAT_ERRORS[error.code];
  return flat ? surfaceError(flat, {}, headers) : { status, raw: JSON.stringify(body), headers };
}

/** The stated answer to a call of a surface that is refused or fails. */
export function surfaceError(
  error: SurfaceError,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): SurfaceReply {
  const [status, text, facts]: SurfaceRefusal = SURFACE_ERRORS[error];
  return {
    status,
    raw: JSON.stringify({ error: text, ...more }),
    headers: facts?.retryAfter ? { "Retry-After": facts.retryAfter, ...headers } : headers,
    outcome: facts?.outcome,
  };
}

/** RFC 6750: which scheme is asked for, that what was shown is no good, or which scope was missing. */
function challengeOf({ code, facts }: AppError, isTokenShown: boolean): string | undefined {
  if (code === "unauthorized") return isTokenShown ? `${SCHEME}, error="invalid_token"` : SCHEME;
  const { permission } = facts;
  // No token holds what only people may do.
  if (!DELEGABLE_PERMISSIONS.some((name) => name === permission)) return undefined;
  return `${SCHEME}, error="insufficient_scope", scope="${permission}"`;
}
