import type { oas31 } from "zod-openapi";

type Header = oas31.HeaderObject;

export const HEADERS = {
  "X-Request-Id": text(
    "The id of this request. Include it when you ask for help.",
    "req_01kadxq9rae6pvbk8yt5wms4gn",
  ),
  "X-RateLimit-Limit": whole("Limit of the window with the fewest requests left.", 1_000),
  "X-RateLimit-Remaining": whole("Requests left in that window.", 999),
  "X-RateLimit-Reset": whole("Unix time in seconds at which that window resets.", 1_705_320_000),
  "X-Quota-Limit": whole(
    "Units that the customer of the key may use each month; only of a key that has a customer with a quota.",
    10_000,
  ),
  "X-Quota-Remaining": whole("Units left of the quota.", 9_993),
  "X-Quota-Reset": whole("Unix time in seconds at which the next month begins.", 1_706_745_600),
  "X-Quota-Warning": whole("Percent of the quota that are used, from 80 on.", 85),
  "RateLimit-Policy": text(
    "All windows of the key, and those that it shares with the other keys of its customer: `customer-minute`, `customer-hour`, `customer-day` and, in units, `customer-month`.",
    '"hour";q=1000;w=3600, "day";q=10000;w=86400',
  ),
  RateLimit: text("What is left in all windows.", '"hour";r=999;t=1800, "day";r=9999;t=45000'),
  "Retry-After": whole(
    "Seconds to wait before you retry. A 409 has it while the first request with the Idempotency-Key is still running.",
    60,
  ),
  "WWW-Authenticate": text(
    'The scheme, with `error="invalid_token"` for an invalid token or key, or `error="insufficient_scope"` and the missing scope.',
    'Bearer realm="runtype", error="invalid_token"',
  ),
  ETag: text(
    "The revision of an editable resource, for If-Match, or a hash of a document, for If-None-Match.",
    '"7"',
  ),
  Location: text("The path of the created resource.", "/v1/flows/flow_01kadxq9rbf4vmy2cz8h0s6wpt"),
  "Idempotent-Replayed": text("`true` if this is the response to an earlier request.", "true"),
  Allow: text("The methods of this path.", "GET, HEAD, OPTIONS, POST"),
} as const satisfies Record<string, Header>;

export type HeaderName = keyof typeof HEADERS;

export const LIMIT_HEADERS: readonly HeaderName[] = [
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "X-Quota-Limit",
  "X-Quota-Remaining",
  "X-Quota-Reset",
  "X-Quota-Warning",
  "RateLimit-Policy",
  "RateLimit",
];

/** References to the headers of a response; `limits` when a good key may have asked. */
export function responseHeaders(
  limits: boolean,
  ...more: HeaderName[]
): Record<string, oas31.ReferenceObject> {
  const names: HeaderName[] = ["X-Request-Id", ...(limits ? LIMIT_HEADERS : []), ...more];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function text(description: string, example: string): Header {
  return { description, schema: { type: "string" }, example };
}

function whole(description: string, example: number): Header {
  return { description, schema: { type: "integer" }, example };
}
