import type { oas31 } from "zod-openapi";
import type { Contract } from "@/lib/contracts/contract";
import { takesIfMatch } from "@/lib/contracts/editable";
import { ERROR_TABLE, type ErrorCode } from "@/lib/core/errors";
import {
  conflictExamples,
  type ErrorExample,
  forbiddenExamples,
  notFoundExample,
  SHARED_EXAMPLES,
} from "./error-examples";
import { type HeaderName, responseHeaders } from "./headers";

type Shared = keyof typeof SHARED_EXAMPLES;

/** What each code means to those who read the reference. */
export const MEANINGS = {
  bad_request: "The request is not valid.",
  unauthorized: "No key or session, or an invalid one.",
  forbidden: "Authenticated, but not allowed.",
  not_found: "Your organization has no resource with this id.",
  method_not_allowed: "The path does not support this method.",
  conflict: "Conflicts with the current state.",
  gone: "What it names can no longer be used, or is no longer kept.",
  precondition_failed: "Its revision is not the one in If-Match.",
  request_timeout: "The request did not arrive in time.",
  payload_too_large: "The body has more than 1,000,000 bytes.",
  unsupported_media_type: "The body is not JSON in UTF-8, or is compressed.",
  expectation_failed: "An expectation other than 100-continue.",
  rate_limited: "A rate limit of the key is reached.",
  headers_too_large: "The headers are too many or too large.",
  internal: "An error on the server.",
  unavailable: "The key could not be checked, or the server is stopping.",
} as const satisfies Record<ErrorCode, string>;

const EXTRA_HEADERS: Partial<Record<ErrorCode, readonly HeaderName[]>> = {
  unauthorized: ["WWW-Authenticate"],
  forbidden: ["WWW-Authenticate"],
  method_not_allowed: ["Allow"],
  rate_limited: ["Retry-After"],
  unavailable: ["Retry-After"],
};

/** Answered where no key was found good, and without the headers of its limits. */
const KEYLESS: readonly ErrorCode[] = [
  "unauthorized",
  "request_timeout",
  "expectation_failed",
  "headers_too_large",
  "unavailable",
];

/** Responses that operations refer to, by the name of their component. */
export function sharedResponses(): Record<string, oas31.ResponseObject> {
  return Object.fromEntries(
    sharedCodes().map((code) => [componentName(code), response(code, SHARED_EXAMPLES[code])]),
  );
}

/** Every error that a contract can answer, by status. */
export function errorResponses(contract: Contract) {
  return Object.fromEntries(
    errorCodes(contract).map((code) => [ERROR_TABLE[code][0], responseOf(code, contract)]),
  );
}

export function errorCodes(contract: Contract): ErrorCode[] {
  const { need, http } = contract;
  const known = need !== "anyone";
  const codes: (ErrorCode | false)[] = [
    "bad_request",
    known && "unauthorized",
    known && "forbidden",
    http?.path.includes("{") === true && "not_found",
    "method_not_allowed",
    ...(http?.errors ?? []),
    "request_timeout",
    http?.method === "POST" && "conflict",
    takesIfMatch(contract) && "precondition_failed",
    "payload_too_large",
    "unsupported_media_type",
    "expectation_failed",
    "rate_limited",
    "headers_too_large",
    "internal",
    "unavailable",
  ];
  return [...new Set(codes.filter((code) => code !== false))];
}

function responseOf(code: ErrorCode, contract: Contract) {
  switch (code) {
    case "forbidden":
      return response(code, forbiddenExamples(contract));
    case "not_found":
      return response(code, contract.http ? [notFoundExample(contract.http)] : []);
    case "conflict":
      // Of a request that was named, the first may still be running.
      return response(
        code,
        conflictExamples(contract),
        contract.http?.method === "POST" ? ["Retry-After"] : [],
      );
    default:
      return { $ref: `#/components/responses/${componentName(code)}` };
  }
}

function response(
  code: ErrorCode,
  examples: readonly ErrorExample[],
  extra: readonly HeaderName[] = EXTRA_HEADERS[code] ?? [],
): oas31.ResponseObject {
  return {
    description: MEANINGS[code],
    headers: responseHeaders(!KEYLESS.includes(code), ...extra),
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/ErrorResponse" },
        examples: Object.fromEntries(
          examples.map((each) => [each.summary.toLowerCase().replaceAll(" ", "-"), each]),
        ),
      },
    },
  };
}

function sharedCodes(): Shared[] {
  return Object.keys(SHARED_EXAMPLES).filter((code): code is Shared => code in SHARED_EXAMPLES);
}

/** `bad_request` becomes `BadRequest`. */
function componentName(code: ErrorCode): string {
  return code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
