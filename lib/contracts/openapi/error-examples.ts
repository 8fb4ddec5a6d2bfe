import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { AppError, type ErrorCode, errorBody, invalidRequest, notFound } from "@/lib/core/errors";
import * as refusals from "@/lib/core/refusals";
import { ruleOf } from "@/lib/policy/permissions";

export type ErrorExample = { summary: string; value: Record<string, unknown> };

/** Examples that are the same on every route. */
export const SHARED_EXAMPLES = {
  bad_request: [
    errorExample("A field is wrong", invalidRequest([{ path: "name", message: "Enter a name." }])),
    errorExample("Not JSON", refusals.notJson()),
    errorExample("A key in the address", refusals.keySentInAddress()),
  ],
  unauthorized: [errorExample("No good key", refusals.invalidKey())],
  method_not_allowed: [errorExample("Wrong method", refusals.methodNotAllowed("PATCH", []))],
  gone: [errorExample("No longer kept", refusals.feedDropped("AAAAAAAAAAEd1ZyLMbhk6yXTq2V0n3Mw"))],
  precondition_failed: [
    errorExample(
      "Changed meanwhile",
      refusals.preconditionFailed(refusals.changedMeanwhile("flow")),
    ),
  ],
  payload_too_large: [errorExample("Body too large", refusals.bodyTooLarge(1_000_000))],
  unsupported_media_type: [errorExample("Not JSON", refusals.notSentAsJson())],
  request_timeout: [errorExample("Too slow", refusals.tooSlow())],
  expectation_failed: [errorExample("Foreign Expect", refusals.unknownExpectation())],
  headers_too_large: [errorExample("Too long", refusals.headersTooLarge(16_384))],
  rate_limited: [
    limitExample("Hour used up", "Hourly limit of 1000 requests reached"),
    limitExample("Day used up", "Daily limit of 10000 requests reached"),
    limitExample("Customer's hour used up", "Customer hourly limit of 1000 requests reached"),
    limitExample("Quota used up", "Monthly quota of 10000 units reached"),
  ],
  internal: [
    errorExample("Something went wrong", refusals.unexpected("req_01kadxq9rae6pvbk8yt5wms4gn")),
  ],
  unavailable: [
    errorExample("Key not checked", refusals.keyNotChecked()),
    errorExample("Stopping", refusals.stopping()),
  ],
} as const satisfies Record<
  Exclude<ErrorCode, "forbidden" | "not_found" | "conflict">,
  readonly ErrorExample[]
>;

/** Every way in which a contract answers 403. */
export function forbiddenExamples(contract: Contract): ErrorExample[] {
  const { need, http, input, name, closedToTestKeys } = contract;
  const permission = typeof need === "object" ? need.permission : undefined;
  const isForPeople = permission !== undefined && !ruleOf(permission).delegable;
  return [
    permission !== undefined &&
      errorExample("Permission missing", refusals.missingPermission(permission)),
    (isForPeople || need === "person") && errorExample("A key", refusals.needsPerson()),
    errorExample("Address not allowed", refusals.addressNotAllowed()),
    errorExample("Customer suspended", refusals.customerSuspended()),
    http?.method !== "GET" && errorExample("Another site", refusals.crossOrigin()),
    closedToTestKeys !== undefined &&
      errorExample("Test key", refusals.testKeysCannot(closedToTestKeys)),
    grantsPermissions({ input, name }) &&
      errorExample("Test key", refusals.testKeysCannot("hold *")),
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

type Conflict = readonly [summary: string, refusal: AppError];

const REVOKED: Conflict = ["Revoked", refusals.keyRevoked()];
const CHANGED_KEY: Conflict = ["Changed meanwhile", refusals.keyChanged()];
const ROTATING: Conflict = ["Rotation under way", refusals.rotationUnderWay()];
const UNPUBLISHED: Conflict = ["Nothing published", refusals.flowUnpublished()];
const INTERRUPTED: Conflict = [
  "Run interrupted",
  refusals.runInterrupted("exec_01kadxq9rae6pvbk8yt5wms4gn"),
];
const changed = (what: string): Conflict => ["Changed meanwhile", refusals.changedMeanwhile(what)];
const SAME_SLUG: Conflict = ["Slug taken", refusals.productSlugTaken()];
const SAME_ENDPOINT: Conflict = ["Slug taken", refusals.endpointSlugTaken("faq")];
const SAME_RECORD: Conflict = ["Type and name taken", refusals.sameRecord()];
const SAME_PROMPT: Conflict = ["Name taken", refusals.samePrompt()];
const SAME_CUSTOMER: Conflict = ["External id taken", refusals.sameCustomer()];
const SAME_PLAN: Conflict = ["Name taken", refusals.samePlan()];
const SUSPENDED: Conflict = ["Customer suspended", refusals.resumeCustomerFirst()];
const SAME_SECRET: Conflict = ["Key taken", refusals.sameSecret()];

/** By contract: every way in which it answers 409. */
export const CONFLICTS: Readonly<Record<string, readonly Conflict[] | undefined>> = {
  "platformKey.create": [SUSPENDED],
  "platformKey.update": [CHANGED_KEY, REVOKED, SUSPENDED],
  "platformKey.revoke": [REVOKED],
  "platformKey.rotate": [ROTATING, CHANGED_KEY, REVOKED],
  "platformKey.regenerate": [ROTATING, CHANGED_KEY, REVOKED],
  "surfaceKey.create": [SUSPENDED],
  "claimLink.create": [SUSPENDED],
  "claimLink.withdraw": [["Claimed already", refusals.linkClaimed()]],
  "surfaceKey.update": [CHANGED_KEY, REVOKED, SUSPENDED],
  "surfaceKey.revoke": [REVOKED],
  "surfaceKey.rotate": [ROTATING, CHANGED_KEY, REVOKED],
  "product.create": [SAME_SLUG],
  "product.update": [SAME_SLUG, changed("product")],
  "capability.update": [changed("capability")],
  "surface.update": [changed("surface")],
  "surfaceItem.create": [SAME_ENDPOINT, ["There already", refusals.onSurfaceAlready()]],
  "surfaceItem.update": [SAME_ENDPOINT, changed("endpoint")],
  "flow.update": [changed("flow")],
  "flow.delete": [
    ["In use, without PRODUCTS:READ", refusals.flowInUse()],
    [
      "In use",
      refusals.flowUsedBy("Answer a question of Help desk (cap_01kadxq9rnf9p8n2c6x3e7v5tk)"),
    ],
  ],
  "flow.publish": [changed("flow")],
  "flow.run": [UNPUBLISHED, INTERRUPTED],
  "flow.dispatch": [UNPUBLISHED, INTERRUPTED],
  "record.create": [SAME_RECORD],
  "record.update": [SAME_RECORD, changed("record")],
  "secret.create": [SAME_SECRET],
  "secret.update": [changed("secret")],
  "customer.create": [SAME_CUSTOMER],
  "customer.update": [SAME_CUSTOMER, changed("customer")],
  "portalLink.create": [["No surface shown", refusals.noPortal()], SUSPENDED],
  "customer.delete": [["Has keys", refusals.customerHasKeys(3)]],
  "plan.create": [SAME_PLAN],
  "plan.update": [SAME_PLAN, changed("plan")],
  "plan.delete": [["In use", refusals.planInUse(12)]],
  "prompt.create": [SAME_PROMPT],
  "prompt.update": [SAME_PROMPT, changed("prompt")],
};

/** Of what may be repeated by name, and of what answers a secret. */
const REPEATED: readonly Conflict[] = [
  ["Idempotency-Key reused", refusals.keyReused()],
  ["Still running", refusals.keyInUse()],
];
export const SECRET_GONE: Conflict = [
  "Secret not shown again",
  refusals.secretGone("key_01kadxq9r7fz2bnhs4m8tq5wvc"),
];

export function conflictExamples({ name, http, secretOf }: Contract): ErrorExample[] {
  const all = [
    ...(CONFLICTS[name] ?? []),
    ...(http?.method === "POST" ? REPEATED : []),
    ...(secretOf ? [SECRET_GONE] : []),
  ];
  return all.map(([summary, refusal]) => errorExample(summary, refusal));
}

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
