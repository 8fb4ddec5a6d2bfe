const ERROR_CODES = [
  "bad_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "request_timeout",
  "conflict",
  "precondition_failed",
  "payload_too_large",
  "unsupported_media_type",
  "expectation_failed",
  "rate_limited",
  "headers_too_large",
  "internal",
  "unavailable",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type Issue = { path: string; message: string };

export type ErrorFacts = {
  /** Field errors, for `bad_request`. */
  issues?: Issue[];
  /** The permission that was missing, for `forbidden`. */
  permission?: string;
  /** A machine-readable code of the product, such as `TEST_KEY_PERMISSION_DENIED`. */
  code?: string;
  /** Seconds, for `rate_limited` and `unavailable`. */
  retryAfter?: number;
  /** Verbs the path answers to, for `method_not_allowed`. */
  allow?: string[];
};

/** An error whose `details` may be shown to the caller as they are. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: string;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, details: string, facts: ErrorFacts = {}) {
    // Expected and never logged with its stack, which costs more than the rest of a refusal.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(details);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "AppError";
    this.code = code;
    this.details = details;
    this.facts = facts;
  }
}

export function badRequest(details: string, issues: Issue[] = []): AppError {
  return new AppError("bad_request", details, { issues });
}

/** A field error that zod cannot see: it depends on the database or on the principal. */
export function invalidField(path: string, message: string): AppError {
  return badRequest(`${path}: ${message}`, [{ path, message }]);
}

export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} not found`);
}

export function conflict(details: string): AppError {
  return new AppError("conflict", details);
}

export function unavailable(details: string): AppError {
  return new AppError("unavailable", details, { retryAfter: 1 });
}

/** What a run that did not end before the server did is answered with. */
export function stopping(): AppError {
  return unavailable("The server is stopping. Try again.");
}
