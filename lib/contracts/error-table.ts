import type { ErrorCode } from "@/lib/core/errors";

/** Statuses and titles of the platform API; a new error code does not compile without its row. */
export const ERROR_TABLE = {
  bad_request: [400, "Bad Request"],
  unauthorized: [401, "Unauthorized"],
  forbidden: [403, "Forbidden"],
  not_found: [404, "Not Found"],
  method_not_allowed: [405, "Method Not Allowed"],
  request_timeout: [408, "Request Timeout"],
  conflict: [409, "Conflict"],
  precondition_failed: [412, "Precondition Failed"],
  payload_too_large: [413, "Payload Too Large"],
  unsupported_media_type: [415, "Unsupported Media Type"],
  expectation_failed: [417, "Expectation Failed"],
  rate_limited: [429, "Rate limit exceeded"],
  headers_too_large: [431, "Request Header Fields Too Large"],
  internal: [500, "Internal Server Error"],
  unavailable: [503, "Service Unavailable"],
} as const satisfies Record<ErrorCode, readonly [number, string]>;
