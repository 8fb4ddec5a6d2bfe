/** Statuses and titles of the platform API, by error code. */
export const ERROR_TABLE = {
  bad_request: [400, "Bad Request"],
  unauthorized: [401, "Unauthorized"],
  forbidden: [403, "Forbidden"],
  not_found: [404, "Not Found"],
  method_not_allowed: [405, "Method Not Allowed"],
  request_timeout: [408, "Request Timeout"],
  conflict: [409, "Conflict"],
  gone: [410, "Gone"],
  precondition_failed: [412, "Precondition Failed"],
  payload_too_large: [413, "Payload Too Large"],
  unsupported_media_type: [415, "Unsupported Media Type"],
  expectation_failed: [417, "Expectation Failed"],
  rate_limited: [429, "Rate limit exceeded"],
  headers_too_large: [431, "Request Header Fields Too Large"],
  internal: [500, "Internal Server Error"],
  unavailable: [503, "Service Unavailable"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof ERROR_TABLE;

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
  /** What it is called on a surface, where its code does not say. */
  onSurface?: "suspended";
  /** Where what is kept begins, for `gone`. */
  earliestCursor?: string;
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

/** A request of which single fields are refused. */
export function invalidRequest(issues: Issue[]): AppError {
  return badRequest("The request is not valid.", issues);
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

/** The body of an error in the platform API. */
export function errorBody({ code, details, facts }: AppError): Record<string, unknown> {
  const { issues, code: productCode, earliestCursor } = facts;
  const more = {
    ...(issues && { issues }),
    ...(productCode && { code: productCode }),
    ...(earliestCursor && { earliestCursor }),
  };
  return { error: ERROR_TABLE[code][1], details, ...more };
}
