import "server-only";
import { AppError, type ErrorCode, unavailable } from "@/lib/core/errors";
import { isOutage } from "@/lib/db/outage";
import { log } from "@/lib/log";

/** Statuses and titles of the platform API; a new error code does not compile without its row. */
const RENDERED = {
  bad_request: [400, "Bad Request"],
  unauthorized: [401, "Unauthorized"],
  forbidden: [403, "Forbidden"],
  not_found: [404, "Not Found"],
  method_not_allowed: [405, "Method Not Allowed"],
  conflict: [409, "Conflict"],
  payload_too_large: [413, "Payload Too Large"],
  unsupported_media_type: [415, "Unsupported Media Type"],
  rate_limited: [429, "Rate limit exceeded"],
  internal: [500, "Internal Server Error"],
  unavailable: [503, "Service Unavailable"],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

export function statusOf(code: ErrorCode): number {
  return RENDERED[code][0];
}

export type Rendered = {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
};

/** What a caller is told; the cause of an unknown error goes to the log alone. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  log().error({ error, requestId }, "request failed");
  if (isOutage(error)) return unavailable("The database cannot be reached. Try again.");
  return new AppError(
    "internal",
    `Something went wrong. Quote ${requestId} when you ask for help.`,
  );
}

export function renderError(error: AppError): Rendered {
  const [status, title] = RENDERED[error.code];
  const { issues, code, retryAfter, allow } = error.facts;
  const challenge = challengeOf(error);
  const headers = {
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    ...(allow && { Allow: allow.join(", ") }),
    ...(challenge && { "WWW-Authenticate": challenge }),
  };
  const body = {
    error: title,
    details: error.details,
    ...(issues && { issues }),
    ...(code && { code }),
  };
  return { status, body, headers };
}

/** RFC 6750: which scheme is asked for, or which scope was missing. */
function challengeOf(error: AppError): string | undefined {
  if (error.code === "unauthorized") return 'Bearer realm="runtype"';
  const { permission } = error.facts;
  if (permission === undefined) return undefined;
  return `Bearer realm="runtype", error="insufficient_scope", scope="${permission}"`;
}
