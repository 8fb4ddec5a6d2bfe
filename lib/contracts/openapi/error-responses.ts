import type { oas31 } from "zod-openapi";
import type { Contract } from "@/lib/contracts/contract";
import { ERROR_TABLE } from "@/lib/contracts/error-table";
import {
  conflictExamples,
  type ErrorExample,
  forbiddenExamples,
  notFoundExample,
  SHARED_EXAMPLES,
} from "@/lib/contracts/openapi/error-examples";
import { type HeaderName, responseHeaders } from "@/lib/contracts/openapi/headers";
import type { ErrorCode } from "@/lib/core/errors";

type Shared = keyof typeof SHARED_EXAMPLES;

const MEANINGS = {
  bad_request: "The request is not valid.",
  unauthorized: "No key or session, or one that is not good.",
  forbidden: "Known, but not allowed.",
  not_found: "Your organization has nothing of this id.",
  method_not_allowed: "The path does not answer to this method.",
  conflict: "It does not fit what is there.",
  payload_too_large: "The body has more than 1,000,000 bytes.",
  unsupported_media_type: "The body is not sent as JSON.",
  rate_limited: "A limit of the key is used up.",
  internal: "Our fault.",
  unavailable: "The database did not answer; nothing was let in unchecked.",
} as const satisfies Record<ErrorCode, string>;

const EXTRA_HEADERS: Partial<Record<ErrorCode, readonly HeaderName[]>> = {
  unauthorized: ["WWW-Authenticate"],
  forbidden: ["WWW-Authenticate"],
  rate_limited: ["Retry-After"],
  unavailable: ["Retry-After"],
  method_not_allowed: ["Allow"],
};

/** Responses that operations refer to, by the name of their component. */
export function sharedResponses(): Record<string, oas31.ResponseObject> {
  return Object.fromEntries(
    sharedCodes().map((code) => [componentName(code), response(code, SHARED_EXAMPLES[code])]),
  );
}

/** Every error that a contract can answer, by status. */
export function errorResponses(
  contract: Contract,
): Record<string, oas31.ResponseObject | oas31.ReferenceObject> {
  return Object.fromEntries(
    errorCodes(contract).map((code) => [String(ERROR_TABLE[code][0]), responseOf(code, contract)]),
  );
}

export function errorCodes({ need, http }: Contract): ErrorCode[] {
  const known = need !== "anyone";
  const takesBody = http?.method === "POST" || http?.method === "PUT";
  const codes: (ErrorCode | false)[] = [
    "bad_request",
    known && "unauthorized",
    known && "forbidden",
    http?.path.includes("{") === true && "not_found",
    ...(http?.errors ?? []),
    http?.method === "POST" && "conflict",
    takesBody && "payload_too_large",
    takesBody && "unsupported_media_type",
    "rate_limited",
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
      return response(code, conflictExamples(contract));
    default:
      return { $ref: `#/components/responses/${componentName(code)}` };
  }
}

function response(code: ErrorCode, examples: readonly ErrorExample[]): oas31.ResponseObject {
  const extra = EXTRA_HEADERS[code] ?? [];
  const limits = code !== "unauthorized" && code !== "unavailable";
  return {
    description: MEANINGS[code],
    headers: responseHeaders(limits, ...extra),
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Error" },
        examples: Object.fromEntries(examples.map((each) => [keyOf(each.summary), each])),
      },
    },
  };
}

function keyOf(summary: string): string {
  return summary.toLowerCase().replaceAll(" ", "-");
}

function sharedCodes(): Shared[] {
  return Object.keys(SHARED_EXAMPLES).filter((code): code is Shared => code in SHARED_EXAMPLES);
}

/** `bad_request` becomes `BadRequest`. */
function componentName(code: ErrorCode): string {
  return code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
