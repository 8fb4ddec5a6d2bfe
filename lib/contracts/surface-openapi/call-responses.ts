import type { oas31 } from "zod-openapi";
import {
  type ErrorExample,
  errorExample,
  limitExample,
  SHARED_EXAMPLES,
} from "@/lib/contracts/openapi/error-examples";
import { MEANINGS } from "@/lib/contracts/openapi/error-responses";
import { HEADERS, LIMIT_HEADERS } from "@/lib/contracts/openapi/headers";
import {
  differentKeys,
  keyNotChecked,
  methodNotAllowed,
  SURFACE_ERRORS,
  type SurfaceError,
  stopping,
  unfitInput,
} from "@/lib/core/refusals";

type Headers = Record<string, oas31.HeaderObject>;

const REQUEST_ID = "req_01kadxq9rae6pvbk8yt5wms4gn";
const CAPABILITY_ID = "cap_01kadxq9rse4t7s0v3kx9m2jtz";

const text = (description: string): oas31.HeaderObject => ({
  description,
  schema: { type: "string" },
});

const limits: Headers = Object.fromEntries(LIMIT_HEADERS.map((name) => [name, HEADERS[name]]));
const REQUEST_HEADER = { "X-Request-Id": HEADERS["X-Request-Id"] };
const RUN_HEADER = { "X-Execution-Id": text("The id of the run of the capability.") };
const AFTER_HEADER: Headers = {
  "Retry-After": {
    description: "Seconds to wait before you retry. Absent if waiting does not help.",
    schema: { type: "integer" },
  },
};

/** Headers of an answer to a good key. */
export const ANSWER_HEADERS: Headers = {
  ...REQUEST_HEADER,
  ...RUN_HEADER,
  ...limits,
  "Idempotent-Replayed": text(
    "`true` if this is the response to an earlier request with the same Idempotency-Key.",
  ),
};

export const CALL_ERROR_SCHEMA: oas31.SchemaObject = {
  type: "object",
  properties: {
    error: { type: "string", description: "What went wrong." },
    details: { type: "string" },
    issues: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
      },
    },
    capabilityId: { type: "string", description: "The capability that the key cannot call." },
    step: { type: "string", description: "The step that failed." },
    requestId: { type: "string" },
  },
  required: ["error"],
};

export const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Repeating the call with the same value and body within 24 hours returns the same response, without another run.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
  example: "4f8a1c62-9e0d-4b57-8a3f-2d6c7e915b40",
} as const satisfies oas31.ParameterObject;

/** Answers to requests without a good key. */
const WITHOUT_LIMITS = ["Unauthorized", "RequestTimeout", "ExpectationFailed", "HeadersTooLarge"];

type CallAnswer = {
  name: string;
  answer: oas31.ResponseObject;
  examples: readonly ErrorExample[];
};

/** Every way in which a call is refused or fails, by status. */
export const CALL_ERRORS: Readonly<Record<string, CallAnswer>> = {
  "400": errorAnswer("BadRequest", "The request or its input is not valid.", [
    errorExample("A field is wrong", unfitInput([{ path: "name", message: "must be string" }])),
    errorExample("Two keys", differentKeys()),
  ]),
  "401": errorAnswer("Unauthorized", "No key, or an invalid one.", [flat("unauthorized")], {
    "WWW-Authenticate": text('The scheme, with `error="invalid_token"` for an invalid key.'),
  }),
  "403": errorAnswer("Forbidden", "The key cannot call this.", [
    flat("wrongResource"),
    flat("wrongCapability", { capabilityId: CAPABILITY_ID }),
    flat("suspended"),
  ]),
  "404": errorAnswer("NotFound", "The surface has no such capability.", [
    flat("unknownCapability"),
  ]),
  "405": errorAnswer(
    "MethodNotAllowed",
    "Capabilities are called by POST.",
    [errorExample("Wrong method", methodNotAllowed("PUT", []))],
    { Allow: HEADERS.Allow },
  ),
  "408": sharedAnswer("RequestTimeout", "request_timeout"),
  "409": errorAnswer(
    "Conflict",
    "The Idempotency-Key is in use.",
    [flat("keyReused"), flat("keyInUse"), flat("keyNotKept"), flat("interrupted")],
    { ...AFTER_HEADER, ...RUN_HEADER },
  ),
  "413": sharedAnswer("PayloadTooLarge", "payload_too_large"),
  "415": sharedAnswer("UnsupportedMediaType", "unsupported_media_type"),
  "417": sharedAnswer("ExpectationFailed", "expectation_failed"),
  "429": errorAnswer(
    "TooManyRequests",
    MEANINGS.rate_limited,
    [
      limitExample("Minute used up", "Minute limit of 60 requests reached"),
      limitExample("Quota used up", "Monthly quota of 10000 units reached"),
    ],
    AFTER_HEADER,
  ),
  "431": sharedAnswer("HeadersTooLarge", "headers_too_large"),
  "500": sharedAnswer("InternalServerError", "internal"),
  "502": errorAnswer(
    "StepFailed",
    "A step failed.",
    [flat("stepFailed", { step: "Look up the order", requestId: REQUEST_ID })],
    RUN_HEADER,
  ),
  "503": errorAnswer(
    "Unavailable",
    "Currently unavailable.",
    [
      flat("paused"),
      flat("unpublished"),
      errorExample("Key not checked", keyNotChecked()),
      errorExample("Stopping", stopping()),
    ],
    { ...AFTER_HEADER, ...RUN_HEADER },
  ),
  "504": errorAnswer(
    "TimedOut",
    "The capability took too long.",
    [flat("timedOut", { step: "Look up the order", requestId: REQUEST_ID })],
    RUN_HEADER,
  ),
};

function flat(error: SurfaceError, more: Record<string, unknown> = {}): ErrorExample {
  const [, said] = SURFACE_ERRORS[error];
  return { summary: said, value: { error: said, ...more } };
}

/** An error that is the same on every route. */
function sharedAnswer(name: string, code: keyof typeof SHARED_EXAMPLES): CallAnswer {
  return errorAnswer(name, MEANINGS[code], SHARED_EXAMPLES[code]);
}

function errorAnswer(
  name: string,
  description: string,
  examples: readonly ErrorExample[],
  more: Headers = {},
): CallAnswer {
  const ofLimits = WITHOUT_LIMITS.includes(name) ? {} : limits;
  const answer = {
    description,
    headers: { ...REQUEST_HEADER, ...ofLimits, ...more },
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/CallError" },
        examples: Object.fromEntries(examples.map((each, at) => [`example${at + 1}`, each])),
      },
    },
  };
  return { name, answer, examples };
}
