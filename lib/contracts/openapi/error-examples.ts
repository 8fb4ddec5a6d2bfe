import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { ERROR_TABLE } from "@/lib/contracts/error-table";
import { SURFACE_ERRORS } from "@/lib/contracts/surface-call";
import type { ErrorCode, ErrorFacts } from "@/lib/core/errors";
import { ruleOf } from "@/lib/policy/permissions";
import { CONFLICTS } from "./conflict-examples";

export type ErrorExample = { summary: string; value: Record<string, unknown> };

const TEST_KEY = { code: "TEST_KEY_PERMISSION_DENIED" };

/** Examples that are the same on every route. */
export const SHARED_EXAMPLES = {
  bad_request: [
    example("A field is wrong", "bad_request", "The request is not valid.", {
      issues: [{ path: "name", message: "Enter a value." }],
    }),
    example("Not JSON", "bad_request", "The body is not valid JSON.", { issues: [] }),
    example(
      "A key in the address",
      "bad_request",
      "An API key must not be sent in the address. Revoke it.",
      { issues: [] },
    ),
  ],
  unauthorized: [example("No good key", "unauthorized", "Invalid or missing API key")],
  method_not_allowed: [example("Wrong method", "method_not_allowed", "PATCH is not allowed here")],
  precondition_failed: [
    example(
      "Changed meanwhile",
      "precondition_failed",
      "The flow has changed since you looked at it",
    ),
  ],
  payload_too_large: [
    example("Body too large", "payload_too_large", "The body has more than 1000000 bytes."),
  ],
  unsupported_media_type: [
    example("Not JSON", "unsupported_media_type", "Send the body as application/json."),
  ],
  request_timeout: [example("Too slow", "request_timeout", "The request took too long to arrive.")],
  expectation_failed: [
    example("Foreign Expect", "expectation_failed", "No Expect but 100-continue is understood."),
  ],
  headers_too_large: [
    example("Too long", "headers_too_large", "The headers have more than 16384 bytes."),
  ],
  rate_limited: [
    example("Hour used up", "rate_limited", "Hourly limit of 1000 requests reached"),
    example("Day used up", "rate_limited", "Daily limit of 10000 requests reached"),
  ],
  internal: [
    example(
      "Something went wrong",
      "internal",
      "Something went wrong. Quote req_01kadxq9rae6pvbk8yt5wms4gn when you ask for help.",
    ),
  ],
  unavailable: [
    example("Key not checked", "unavailable", "The key could not be checked. Try again."),
    example("Stopping", "unavailable", "The server is stopping. Try again."),
  ],
} as const satisfies Partial<Record<ErrorCode, readonly ErrorExample[]>>;

/** Every way in which a contract answers 403. */
export function forbiddenExamples(contract: Contract): ErrorExample[] {
  const { need, kind, input, name, closedToTestKeys } = contract;
  const permission = typeof need === "object" ? need.permission : undefined;
  return [
    permission !== undefined &&
      example("Permission missing", "forbidden", `Missing required permission: ${permission}`),
    permission !== undefined &&
      !ruleOf(permission).delegable &&
      example("A key", "forbidden", "This needs a signed-in person"),
    example("Address not allowed", "forbidden", "API key is not allowed from this address"),
    kind !== "read" &&
      example("Another site", "forbidden", "Cross-origin requests with a session are refused"),
    closedToTestKeys !== undefined &&
      example("Test key", "forbidden", `Test keys cannot ${closedToTestKeys}`, TEST_KEY),
    grantsPermissions({ input, name }) &&
      example("Test key", "forbidden", "Test keys cannot hold *", TEST_KEY),
  ].filter((each) => each !== false);
}

function grantsPermissions({ input, name }: Pick<Contract, "input" | "name">): boolean {
  const fields = "shape" in input && typeof input.shape === "object" ? input.shape : null;
  return name.startsWith("platformKey.") && fields !== null && "permissions" in fields;
}

export function notFoundExample({
  tag,
  missing = singular(tag),
}: Pick<HttpBinding, "tag" | "missing">): ErrorExample {
  return example("No such id", "not_found", `${missing} not found`);
}

export function conflictExamples({ name, http, secretOf }: Contract): ErrorExample[] {
  const all = [
    ...(CONFLICTS[name] ?? []),
    ...(http?.method === "POST" ? REPEATED : []),
    ...(secretOf ? SECRET_GONE : []),
  ];
  return all.map(([summary, details]) => example(summary, "conflict", details));
}

const REPEATED = [
  ["Idempotency-Key reused", SURFACE_ERRORS.keyReused[1]],
  ["Still running", SURFACE_ERRORS.keyInUse[1]],
] as const;

/** Of what answers a secret. */
export const SECRET_GONE = [
  [
    "Secret not shown again",
    "Key key_01kadxq9r7fz2bnhs4m8tq5wvc was created by this request; its secret cannot be shown again",
  ],
] as const;

/** `API Keys` becomes `API key`. */
function singular(tag: string): string {
  const [first = "", ...rest] = tag.replace(/s$/, "").split(" ");
  return [first, ...rest.map((word) => word.toLowerCase())].join(" ");
}

function example(
  summary: string,
  code: ErrorCode,
  details: string,
  facts: Pick<ErrorFacts, "issues" | "code"> = {},
): ErrorExample {
  return { summary, value: { error: ERROR_TABLE[code][1], details, ...facts } };
}
