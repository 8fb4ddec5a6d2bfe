import type { oas31 } from "zod-openapi";
import { SURFACE_ERRORS, type SurfaceError } from "@/lib/contracts/surface-call";

type Headers = Record<string, oas31.HeaderObject>;

type Example = { summary: string; value: Record<string, unknown> };

const REQUEST_ID = "req_01kadxq9rae6pvbk8yt5wms4gn";
const CAPABILITY_ID = "cap_01kadxq9rse4t7s0v3kx9m2jtz";

const text = (description: string): oas31.HeaderObject => ({
  description,
  schema: { type: "string" },
});
const whole = (description: string): oas31.HeaderObject => ({
  description,
  schema: { type: "integer" },
});

const LIMIT_HEADERS = {
  "X-RateLimit-Limit": whole("Requests of the window with the least left."),
  "X-RateLimit-Remaining": whole("Requests left in that window."),
  "X-RateLimit-Reset": whole("Unix seconds at which that window starts anew."),
  "RateLimit-Policy": text("Every window of the key."),
  RateLimit: text("What is left of every window."),
};
const REQUEST_HEADER = { "X-Request-Id": text("Names this request.") };
const RUN_HEADER = { "X-Execution-Id": text("Names the run of the capability.") };
const AFTER_HEADER = {
  "Retry-After": whole(
    "Seconds to wait before the next try; absent where waiting alone does not help.",
  ),
};

/** Headers of an answer to a good key. */
export const ANSWER_HEADERS: Headers = {
  ...REQUEST_HEADER,
  ...RUN_HEADER,
  ...LIMIT_HEADERS,
  "Idempotent-Replayed": text("`true` on the answer of an earlier request of the same key."),
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
    capabilityId: { type: "string", description: "The capability that the key may not call." },
    step: { type: "string", description: "The step that failed." },
    requestId: { type: "string" },
  },
  required: ["error"],
};

export const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key and body get the same answer for 24 hours, without another run.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[!-~]+$" },
  example: "4f8a1c62-9e0d-4b57-8a3f-2d6c7e915b40",
} as const satisfies oas31.ParameterObject;

/** Answers to requests without a good key. */
const WITHOUT_LIMITS = ["Unauthorized", "RequestTimeout", "ExpectationFailed", "HeadersTooLarge"];

type CallAnswer = { name: string; answer: oas31.ResponseObject };

/** Every way in which a call is refused or fails, by status. */
export const CALL_ERRORS: Readonly<Record<string, CallAnswer>> = {
  "400": errorAnswer("BadRequest", "The request or its input is not valid.", [
    titled("A field is wrong", "Bad Request", "The input is not valid.", {
      issues: [{ path: "name", message: "must be string" }],
    }),
    titled("Two keys", "Bad Request", "Authorization and X-API-Key carry different credentials.", {
      issues: [],
    }),
  ]),
  "401": errorAnswer("Unauthorized", "No key, or one that is not good.", [flat("unauthorized")], {
    "WWW-Authenticate": text(
      'The scheme; `error="invalid_token"` where a key was shown that is not good.',
    ),
  }),
  "403": errorAnswer("Forbidden", "The key may not call this.", [
    flat("wrongResource"),
    flat("wrongCapability", { capabilityId: CAPABILITY_ID }),
  ]),
  "404": errorAnswer("NotFound", "The surface offers no such capability.", [
    flat("unknownCapability"),
  ]),
  "405": errorAnswer(
    "MethodNotAllowed",
    "Capabilities are called by POST.",
    [titled("Wrong method", "Method Not Allowed", "PUT is not allowed here")],
    { Allow: text("The methods of this path.") },
  ),
  "408": errorAnswer("RequestTimeout", "The request did not arrive in time.", [
    titled("Too slow", "Request Timeout", "The request took too long to arrive."),
  ]),
  "409": errorAnswer(
    "Conflict",
    "The Idempotency-Key is taken.",
    [flat("keyReused"), flat("keyInUse"), flat("keyNotKept"), flat("interrupted")],
    { ...AFTER_HEADER, ...RUN_HEADER },
  ),
  "413": errorAnswer("PayloadTooLarge", "The body has more than 1,000,000 bytes.", [
    titled("Too large", "Payload Too Large", "The body has more than 1000000 bytes."),
  ]),
  "415": errorAnswer(
    "UnsupportedMediaType",
    "The body is not sent as JSON in UTF-8, or is compressed.",
    [titled("Not JSON", "Unsupported Media Type", "Send the body as application/json.")],
  ),
  "417": errorAnswer("ExpectationFailed", "An expectation other than 100-continue.", [
    titled("Foreign Expect", "Expectation Failed", "No Expect but 100-continue is understood."),
  ]),
  "429": errorAnswer(
    "TooManyRequests",
    "A limit of the key is used up.",
    [titled("Minute used up", "Rate limit exceeded", "Minute limit of 60 requests reached")],
    AFTER_HEADER,
  ),
  "431": errorAnswer("HeadersTooLarge", "The headers are too many or too large.", [
    titled(
      "Too long",
      "Request Header Fields Too Large",
      "The headers have more than 16384 bytes.",
    ),
  ]),
  "500": errorAnswer("InternalServerError", "Our fault.", [
    titled(
      "Something went wrong",
      "Internal Server Error",
      `Something went wrong. Quote ${REQUEST_ID} when you ask for help.`,
    ),
  ]),
  "502": errorAnswer(
    "StepFailed",
    "A step failed.",
    [flat("stepFailed", { step: "Look up the order", requestId: REQUEST_ID })],
    RUN_HEADER,
  ),
  "503": errorAnswer(
    "Unavailable",
    "Not offered at the moment.",
    [
      flat("paused"),
      flat("unpublished"),
      titled("Key not checked", "Service Unavailable", "The key could not be checked. Try again."),
      titled("Stopping", "Service Unavailable", "The server is stopping. Try again."),
    ],
    { ...AFTER_HEADER, ...RUN_HEADER },
  ),
  "504": errorAnswer(
    "TimedOut",
    "It took too long.",
    [flat("timedOut", { step: "Look up the order", requestId: REQUEST_ID })],
    RUN_HEADER,
  ),
};

function flat(error: SurfaceError, more: Record<string, unknown> = {}): Example {
  const [, said] = SURFACE_ERRORS[error];
  return { summary: said, value: { error: said, ...more } };
}

function titled(summary: string, error: string, details: string, more = {}): Example {
  return { summary, value: { error, details, ...more } };
}

function errorAnswer(
  name: string,
  description: string,
  examples: readonly Example[],
  more: Headers = {},
): CallAnswer {
  const limits = WITHOUT_LIMITS.includes(name) ? {} : LIMIT_HEADERS;
  const answer = {
    description,
    headers: { ...REQUEST_HEADER, ...limits, ...more },
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/CallError" },
        examples: Object.fromEntries(examples.map((each, at) => [`example${at + 1}`, each])),
      },
    },
  };
  return { name, answer };
}
