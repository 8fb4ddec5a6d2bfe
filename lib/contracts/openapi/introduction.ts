import type { oas31 } from "zod-openapi";

export const VERSION = "1.0.0";

/** What holds for every route, in Markdown. */
export const INTRODUCTION = `Flows, records, prompts and usage of an organization, and the API keys that reach them.

**Authentication.** Send \`Authorization: Bearer <key>\`. A key of Settings → API acts within its permissions and its environment: test keys see test records and runs and change nothing that production uses, production keys see those of production. Routes under \`/v1/api-keys\` and \`/v1/secrets\` are for signed-in people; a key gets 403.

**Limits.** A key may make 1,000 requests per hour and 10,000 per day unless it was given other limits. Windows follow the UTC clock; a request that a limit refuses, or that comes from an address the key does not allow, is not charged. Every answer to a good key carries \`X-RateLimit-Limit\`, \`X-RateLimit-Remaining\` and \`X-RateLimit-Reset\` of the window with the least left; \`RateLimit\` and \`RateLimit-Policy\` carry all windows. 429 says in \`Retry-After\` when to come back.

**Errors.** \`error\` is the class, \`details\` a sentence, and \`issues\` names the fields of a 400. Unknown fields are refused. An id of another organization answers like one that does not exist. An unknown path answers 404, a wrong method 405 with \`Allow\`.

**Lists.** \`limit\` rows per page; pass \`pagination.nextCursor\` as \`cursor\` for the next one.

**Changes.** What can be edited has a \`revision\`, which is its \`ETag\`. Sent back as \`If-Match\`, it makes a change that was overtaken a 412; the \`revision\` in a body makes it a 409. PUT changes the fields that are given, and takes the whole object that GET answers. 201 has a \`Location\`.

**Times.** Any \`date-time\` of RFC 3339 is read, to the millisecond; answers are in UTC.

**Bodies.** JSON of at most 1,000,000 bytes, 64 levels and 20,000 values. Lengths count characters, that is code points; \`x-max-bytes\` and \`x-max-depth\` are the maxima of a JSON value. Every GET also answers HEAD.`;

export const ERROR_SCHEMA: oas31.SchemaObject = {
  type: "object",
  properties: {
    error: { type: "string", description: "The class of the error." },
    details: { type: "string", description: "What went wrong." },
    issues: {
      type: "array",
      description: "On 400: what is wrong with which field.",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
      },
    },
    code: { type: "string", description: "A word for programs, where one is needed." },
  },
  required: ["error", "details"],
};

/** What each group of operations is about, in the order of the reference. */
export const TAGS: Readonly<Record<string, string>> = {
  Me: "Who a credential belongs to, and what it may do.",
  "API Keys": "Keys of the organization for this API. Only signed-in people manage them.",
  Flows: "Lists of steps, their drafts and published versions, and their runs.",
  Executions: "What runs of flows did.",
  Records: "Data that flows read and write, apart for test and production.",
  Prompts: "Texts for models, with their variables.",
  Secrets: "Credentials that steps send to hosts. Only signed-in people manage them.",
  Products: "What is offered to customers: capabilities, each of which runs a flow.",
  Surfaces: "Where the capabilities of a product are called, and their endpoints.",
  "Surface Keys": "Keys that customers call a surface with.",
  Analytics: "How much the API was used.",
  "Surface calls": "What customers call: the capabilities of a surface, and its own document.",
  Reference: "This description.",
};
