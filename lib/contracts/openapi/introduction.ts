import type { oas31 } from "zod-openapi";
import type { PerWindow, PlatformWindow } from "@/lib/core/windows";

export const VERSION = "1.0.0";

const number = (value: number) => value.toLocaleString("en-US");

/** Requests that a key may make where nobody has set its limits. */
export type DefaultLimits = PerWindow<"per", PlatformWindow, number>;

/** What holds for every route, in Markdown. */
export const introduction = ({
  perHour,
  perDay,
}: DefaultLimits) => `Flows, records, prompts and usage of an organization, and the API keys that reach them.

**Authentication.** Send \`Authorization: Bearer <key>\`. A key of Settings → API has its permissions and its environment: test keys see test records and runs and cannot change anything that production uses, production keys see those of production. Routes under \`/v1/api-keys\` and \`/v1/secrets\` are for signed-in people; a key gets 403.

**Limits.** By default, a key can make ${number(perHour)} requests per hour and ${number(perDay)} per day. Windows follow the UTC clock; a request that is refused by a limit, or comes from an address that the key does not allow, is not counted. Every response to a key that has limits includes \`X-RateLimit-Limit\`, \`X-RateLimit-Remaining\` and \`X-RateLimit-Reset\` of the window with the fewest requests left; \`RateLimit\` and \`RateLimit-Policy\` include all windows. The keys of a customer share its limits and its quota, a number of units per month, of which \`X-Quota-Limit\`, \`X-Quota-Remaining\` and \`X-Quota-Reset\` tell; each capability says how many units a call takes. A surface key without limits gets none of them. On 429, \`Retry-After\` says how long to wait.

**Errors.** \`error\` is the error class, \`details\` a sentence, and \`issues\` names the fields of a 400. Unknown fields are refused. An id of another organization returns the same response as one that does not exist. An unknown path returns 404, a wrong method 405 with \`Allow\`.

**Lists.** \`limit\` is the number of rows per page; pass \`pagination.nextCursor\` as \`cursor\` to get the next page.

**Changes.** Editable resources have a \`revision\`, which is also their \`ETag\`. If you send it as \`If-Match\`, a change fails with 412 if the resource has changed since; with the \`revision\` in the body, it fails with 409. PUT updates the given fields, and accepts the whole object that GET returns. 201 has a \`Location\`.

**Times.** Any \`date-time\` of RFC 3339 is accepted, to the millisecond; responses are in UTC.

**Bodies.** JSON of at most 1,000,000 bytes, 64 levels and 20,000 values. Lengths count characters (code points); \`x-max-bytes\` and \`x-max-depth\` are the maxima of a JSON value. Every GET also supports HEAD.`;

export const ERROR_SCHEMA: oas31.SchemaObject = {
  type: "object",
  properties: {
    error: { type: "string", description: "The error class." },
    details: { type: "string", description: "What went wrong." },
    issues: {
      type: "array",
      description: "On 400: what is wrong with each field.",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
      },
    },
    code: { type: "string", description: "A stable error code for programs, where there is one." },
    earliestCursor: { type: "string", description: "On 410: where what is kept begins." },
  },
  required: ["error", "details"],
};

/** What each group of operations is about, in the order of the reference. */
export const TAGS: Readonly<Record<string, string>> = {
  Me: "Who a credential belongs to, and what it can do.",
  "API Keys": "Keys of the organization for this API. Only signed-in people manage them.",
  Flows: "Lists of steps, their drafts and published versions, and their runs.",
  Executions: "Runs of flows.",
  Records: "Data that flows read and write, separate for test and production.",
  Prompts: "Prompts for models, with their variables.",
  Customers: "Whom keys are handed to, and the limits and quota that their keys share.",
  Plans: "Limits and quotas of the customers on them.",
  Secrets: "Credentials that steps send to hosts. Only signed-in people manage them.",
  Products: "What you offer to customers: capabilities, each of which runs a flow.",
  Surfaces: "Where the capabilities of a product are called, and their endpoints.",
  "Surface Keys": "Keys that customers use to call a surface.",
  "Portal Links": "Links with which customers see their own usage and keys.",
  "Claim Links":
    "Links that hand a surface key over to a customer, without anyone else holding it.",
  Analytics: "Usage of the API.",
  "Surface calls": "What customers call: the capabilities of a surface, and its OpenAPI document.",
  Reference: "This document.",
};
