/** A value of JSON. */
export type Sample = null | boolean | number | string | Sample[] | { [name: string]: Sample };

type Schema = Readonly<Record<string, unknown>>;

const DEEPEST = 6;

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-01-15",
  "date-time": "2026-01-15T09:30:00Z",
  email: "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  time: "09:30:00Z",
  uri: "https://example.com",
  url: "https://example.com",
  uuid: "8f14e45f-ceea-467a-9575-1f2d3c4b5a69",
};

/** A value that fits a JSON Schema, made of its examples and defaults where it gives some. */
export function sampleValue(schema: unknown, name = "value", depth = 0): Sample {
  if (!isObject(schema) || depth > DEEPEST) return `Your ${name} here`;
  const said = saidIn(schema);
  if (said !== undefined) return said;
  const merged = mergedWithParts(schema);
  switch (typeOf(merged)) {
    case "object":
      return sampleObject(merged, depth);
    case "array":
      return sampleList(merged, name, depth);
    case "integer":
    case "number":
      return sampleNumber(merged);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleText(merged, name);
  }
}

function saidIn(schema: Schema): Sample | undefined {
  const { example, examples, const: only, default: usual, enum: choices } = schema;
  const first = [example, firstOf(examples), only, usual, firstOf(choices)];
  return first.find(isSample);
}

/** With what the first alternative and every part of `allOf` add. */
function mergedWithParts(schema: Schema): Schema {
  const { allOf, anyOf, oneOf } = schema;
  const parts = [...listOf(allOf), firstOf(anyOf), firstOf(oneOf)].filter(isObject);
  const properties = [schema, ...parts].map(({ properties: own }) => (isObject(own) ? own : {}));
  return Object.assign({}, ...parts, schema, { properties: Object.assign({}, ...properties) });
}

function typeOf({ type, properties, items }: Schema): unknown {
  const named = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  if (named !== undefined) return named;
  if (isObject(properties) && Object.keys(properties).length > 0) return "object";
  return items === undefined ? "string" : "array";
}

function sampleObject({ properties }: Schema, depth: number): Sample {
  const entries = Object.entries(isObject(properties) ? properties : {});
  return Object.fromEntries(
    entries.map(([name, schema]) => [name, sampleValue(schema, name, depth + 1)]),
  );
}

function sampleList({ items, minItems }: Schema, name: string, depth: number): Sample {
  const one = Array.isArray(items) ? items[0] : items;
  const count = Math.min(Math.max(numberOr(minItems, 1), 1), 3);
  return Array.from({ length: count }, () => sampleValue(one, name, depth + 1));
}

function sampleNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: Schema): number {
  const least = Math.max(numberOr(minimum, 1), numberOr(exclusiveMinimum, 0) + 1);
  const step = numberOr(multipleOf, 0);
  const value = step > 0 ? Math.ceil(least / step) * step : least;
  return Math.min(value, numberOr(maximum, value));
}

function sampleText({ format, minLength, maxLength }: Schema, name: string): string {
  const formatted = typeof format === "string" ? FORMATS[format] : undefined;
  if (formatted !== undefined) return formatted;
  const text = `Your ${name} here`.padEnd(Math.min(numberOr(minLength, 0), 200), ".");
  return text.slice(0, numberOr(maxLength, text.length));
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSample(value: unknown): value is Sample {
  return value !== undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function firstOf(value: unknown): unknown {
  return listOf(value)[0];
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}
