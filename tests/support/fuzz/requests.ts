import fc from "fast-check";
import type { Schema } from "@/lib/contracts/surface-openapi/to-openapi-schema";
import { isFields } from "@/lib/core/fields";
import { type Operation, operationsOf } from "./operations";
import { JUNK, SchemaValues } from "./schema-values";
import type { World } from "./world";

export type FuzzRequest = {
  method: string;
  /** Of the document; undefined for a request that is none of its operations. */
  operation: Operation | undefined;
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
};

type Values = Readonly<Record<string, unknown>>;

/** What chance decides about a request, before it is known what there is to ask for. */
export type Draft = {
  operation: Operation;
  values: Values;
  body: unknown;
  /** How often what an organization really has is named, in per cent. */
  real: number;
  dice: readonly number[];
  credential: string;
  method: string | undefined;
  spoiled: { at: number; junk: unknown; text: string | undefined } | undefined;
  headers: Readonly<Record<string, string | null>>;
};

const visible = fc.string({
  unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 40,
});
/** Once in so many times a value, otherwise another. */
function onceIn<T, N>(times: number, value: fc.Arbitrary<T>, otherwise: N): fc.Arbitrary<T | N> {
  const usual = { weight: times - 1, arbitrary: fc.constant<T | N>(otherwise) };
  return fc.oneof(usual, { weight: 1, arbitrary: value });
}

const rarely = <T>(value: fc.Arbitrary<T>) => onceIn(20, value, null);

const HEADERS = fc.record({
  "Idempotency-Key": onceIn(4, fc.oneof(visible, fc.constant("the same name")), null),
  "If-Match": rarely(fc.constantFrom("*", '"1"', '"x"', "W/1")),
  "If-None-Match": rarely(fc.constantFrom("*", '"1"', '"x"', "W/1")),
  Origin: rarely(fc.constantFrom("http://localhost:3000", "https://a.example", "null", "x")),
  Accept: rarely(fc.constantFrom("*/*", "text/html", "application/yaml", "x")),
  "Accept-Encoding": rarely(fc.constantFrom("gzip", "br", "*;q=0", "gzip;q=x")),
  "Content-Type": rarely(
    fc.constantFrom(
      "text/plain",
      "application/json; charset=utf-16",
      "application/json;charset=UTF-8",
      "application/x+json",
      ";",
      "multipart/form-data",
    ),
  ),
  "Content-Encoding": rarely(fc.constantFrom("gzip", "identity", "x")),
  "X-Forwarded-For": rarely(fc.constantFrom("203.0.113.7", "[::1]:80", "x")),
  Forwarded: rarely(fc.constantFrom("for=203.0.113.7", 'for="')),
  traceparent: rarely(visible),
  "User-Agent": rarely(visible),
});

const CREDENTIALS = fc.oneof(
  { weight: 6, arbitrary: fc.constant("key") },
  { weight: 6, arbitrary: fc.constant("person") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "test",
      "powerless",
      "none",
      "junk",
      "two",
      "elsewhere",
      "used up",
      "viewer",
      "header",
    ),
  },
);

/** Texts that are no JSON of ours, for a body. */
const BODIES = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "{",
    '{"a":1,"a":2}',
    '{"a":1e400}',
    '{"a":9007199254740993}',
    "\ufeff{}",
    '{"__proto__":1}',
    "[".repeat(100),
    "null",
  ),
);

const METHODS = fc.constantFrom(
  ...["HEAD", "OPTIONS", "PATCH", "PUT", "DELETE", "POST", "TRACE", "PROPFIND"],
);
const SPOILED = fc.record({
  at: fc.nat(20),
  junk: JUNK,
  text: onceIn(4, BODIES, undefined),
});

/** Requests by the schemas of the document: most of them fit, some are spoiled. */
export function draftsOf(document: Schema): fc.Arbitrary<Draft> {
  const values = new SchemaValues(document);
  const drafts = operationsOf(document).map((operation) => {
    const named = operation.parameters.map((each) => [String(each.name), values.of(each.schema)]);
    return fc.record({
      operation: fc.constant(operation),
      values: fc.record(Object.fromEntries(named)),
      body: operation.body === undefined ? fc.constant(undefined) : values.of(operation.body),
      real: fc.constantFrom(0, 50, 100, 100, 100),
      dice: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
      credential: CREDENTIALS,
      method: onceIn(20, METHODS, undefined),
      spoiled: onceIn(3, SPOILED, undefined),
      headers: HEADERS,
    });
  });
  return fc.oneof(...drafts);
}

/** The request that a draft is in a world. */
export function requestOf(draft: Draft, world: World): FuzzRequest {
  const { operation, spoiled, dice } = draft;
  const real = world.namesIn(operation);
  const pick = (name: string, made: unknown, at: number) =>
    name in real && (dice[at % dice.length] ?? 0) < draft.real ? real[name] : made;
  let path = operation.path;
  const query = new URLSearchParams();
  const sent: Record<string, string> = {};
  for (const [at, { name, in: place, required }] of operation.parameters.entries()) {
    const value =
      spoiled?.at === at ? spoiled.junk : pick(String(name), draft.values[String(name)], at);
    const text = textOf(value);
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(text) || "%20");
    else if (place === "query" && (required === true || (dice[at % dice.length] ?? 0) < 30))
      query.append(String(name), text);
  }
  for (const [name, value] of Object.entries(draft.headers)) if (value !== null) sent[name] = value;
  const method = draft.method ?? operation.method;
  const target = query.size > 0 ? `${path}?${query}` : path;
  const body = bodyOf(draft, pick);
  const framed = {
    ...(body !== undefined && { "Content-Length": String(Buffer.byteLength(body)) }),
  };
  return {
    method,
    operation: method === operation.method ? operation : undefined,
    target,
    headers: {
      "Content-Type": "application/json",
      ...framed,
      ...sent,
      ...world.credentials(draft.credential, operation),
    },
    body,
  };
}

function bodyOf(
  { operation, body, spoiled }: Draft,
  pick: (name: string, made: unknown, at: number) => unknown,
): string | undefined {
  if (operation.body === undefined) return spoiled?.text;
  if (spoiled?.text !== undefined) return spoiled.text;
  if (!isFields(body)) return JSON.stringify(body);
  const members = Object.entries(body).map(([name, made], at) => [name, pick(name, made, at + 3)]);
  if (spoiled) {
    const at = spoiled.at % (members.length + 1);
    members[at] = [members[at]?.[0] ?? "nope", spoiled.junk];
  }
  return JSON.stringify(Object.fromEntries(members));
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.toWellFormed();
}
