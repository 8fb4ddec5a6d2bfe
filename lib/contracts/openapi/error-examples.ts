import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { AppError, type ErrorCode, errorBody, invalidRequest, notFound } from "@/lib/core/errors";
import {
  addressNotAllowed,
  bodyTooLarge,
  changedMeanwhile,
  crossOrigin,
  headersTooLarge,
  invalidKey,
  keyInUse,
  keyNotChecked,
  keyReused,
  keySentInAddress,
  methodNotAllowed,
  missingPermission,
  needsPerson,
  notJson,
  notSentAsJson,
  preconditionFailed,
  secretGone,
  stopping,
  testKeysCannot,
  tooSlow,
  unexpected,
  unknownExpectation,
} from "@/lib/core/refusals";
import { ruleOf } from "@/lib/policy/permissions";
import { CONFLICTS } from "./conflict-examples";

export type ErrorExample = { summary: string; value: Record<string, unknown> };

/** Examples that are the same on every route. */
export const SHARED_EXAMPLES = {
  bad_request: [
    errorExample("A field is wrong", invalidRequest([{ path: "name", message: "Enter a name." }])),
    errorExample("Not JSON", notJson()),
    errorExample("A key in the address", keySentInAddress()),
  ],
  unauthorized: [errorExample("No good key", invalidKey())],
  method_not_allowed: [errorExample("Wrong method", methodNotAllowed("PATCH", []))],
  precondition_failed: [
    errorExample("Changed meanwhile", preconditionFailed(changedMeanwhile("flow"))),
  ],
  payload_too_large: [errorExample("Body too large", bodyTooLarge(1_000_000))],
  unsupported_media_type: [errorExample("Not JSON", notSentAsJson())],
  request_timeout: [errorExample("Too slow", tooSlow())],
  expectation_failed: [errorExample("Foreign Expect", unknownExpectation())],
  headers_too_large: [errorExample("Too long", headersTooLarge(16_384))],
  rate_limited: [
    limitExample("Hour used up", "Hourly limit of 1000 requests reached"),
    limitExample("Day used up", "Daily limit of 10000 requests reached"),
  ],
  internal: [errorExample("Something went wrong", unexpected("req_01kadxq9rae6pvbk8yt5wms4gn"))],
  unavailable: [
    errorExample("Key not checked", keyNotChecked()),
    errorExample("Stopping", stopping()),
  ],
} as const satisfies Record<
  Exclude<ErrorCode, "forbidden" | "not_found" | "conflict">,
  readonly ErrorExample[]
>;

/** Every way in which a contract answers 403. */
export function forbiddenExamples(contract: Contract): ErrorExample[] {
  const { need, http, input, name, closedToTestKeys } = contract;
  const permission = typeof need === "object" ? need.permission : undefined;
  return [
    permission !== undefined && errorExample("Permission missing", missingPermission(permission)),
    permission !== undefined &&
      !ruleOf(permission).delegable &&
      errorExample("A key", needsPerson()),
    errorExample("Address not allowed", addressNotAllowed()),
    http?.method !== "GET" && errorExample("Another site", crossOrigin()),
    closedToTestKeys !== undefined && errorExample("Test key", testKeysCannot(closedToTestKeys)),
    grantsPermissions({ input, name }) && errorExample("Test key", testKeysCannot("hold *")),
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
  return errorExample("No such id", notFound(missing));
}

export function conflictExamples({ name, http, secretOf }: Contract): ErrorExample[] {
  const all = [
    ...(CONFLICTS[name] ?? []),
    ...(http?.method === "POST" ? REPEATED : []),
    ...(secretOf ? [SECRET_GONE] : []),
  ];
  return all.map(([summary, refusal]) => errorExample(summary, refusal));
}

const REPEATED = [
  ["Idempotency-Key reused", keyReused()],
  ["Still running", keyInUse()],
] as const;

/** Of what answers a secret. */
export const SECRET_GONE = [
  "Secret not shown again",
  secretGone("key_01kadxq9r7fz2bnhs4m8tq5wvc"),
] as const;

/** `API Keys` becomes `API key`. */
function singular(tag: string): string {
  const [first = "", ...rest] = tag.replace(/s$/, "").split(" ");
  return [first, ...rest.map((word) => word.toLowerCase())].join(" ");
}

/** What the platform API answers to a refusal. */
export function errorExample(summary: string, refusal: AppError): ErrorExample {
  return { summary, value: errorBody(refusal) };
}

export function limitExample(summary: string, details: string): ErrorExample {
  return errorExample(summary, new AppError("rate_limited", details));
}
