import "server-only";
import { ERROR_TABLE } from "@/lib/contracts/error-table";
import { AppError, unavailable } from "@/lib/core/errors";
import { isLostRace, lostRace } from "@/lib/db/lost-race";
import { isOutage } from "@/lib/db/outage";
import { log } from "@/lib/log";

type Rendered = {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
};

/** What a caller is told; the cause of an unknown error goes to the log alone. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (isLostRace(error)) return lostRace();
  log().error({ error, requestId }, "request failed");
  if (isOutage(error)) return unavailable("The database cannot be reached. Try again.");
  return new AppError(
    "internal",
    `Something went wrong. Quote ${requestId} when you ask for help.`,
  );
}

export function renderError(error: AppError): Rendered {
  const [status, title] = ERROR_TABLE[error.code];
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
