import { isFields } from "@/lib/core/fields";
import { numberOr, sampleNumber, sampleText } from "./sample-text";

/** A value of JSON. */
export type Sample = null | boolean | number | string | Sample[] | { [name: string]: Sample };

type Schema = Readonly<Record<string, unknown>>;

/** Where a schema stands: the whole that references point into, and how deep. */
type Place = { root: unknown; depth: number };

const MAX_DEPTH = 6;
const MAX_ITEMS = 100;

/** A value that fits a JSON Schema, made of its examples and defaults where it gives some. */
export function sampleValue(schema: unknown, name = "value"): Sample {
  return sampleOf(schema, name, { root: schema, depth: 0 });
}

/** The body of a call of a capability: the fields that its schema names, else one text. */
export function sampleBody(parametersSchema: unknown): Sample {
  const sample = parametersSchema === null ? null : sampleValue(parametersSchema);
  if (isFields(sample) && Object.keys(sample).length > 0) return sample;
  return { input: "Your input here" };
}

/** The first input that a flow is tried with: what its schema says, and else a text for each that it reads. */
export function defaultInput(
  parametersSchema: unknown,
  variables: readonly string[],
): Record<string, Sample> {
  const named = Object.fromEntries(variables.map((name) => [name, sampleValue({}, name)]));
  if (parametersSchema === null) return named;
  const body = sampleBody(parametersSchema);
  return isFields(body) ? { ...named, ...body } : named;
}

function sampleOf(given: unknown, name: string, place: Place): Sample {
  if (!isFields(given) || place.depth > MAX_DEPTH) return `Your ${name} here`;
  const schema = merged(given, place.root);
  const said = saidIn(schema);
  if (said !== undefined) return said;
  const inside = { ...place, depth: place.depth + 1 };
  const type = typeOf(schema);
  if (type === "object") return sampleObject(schema, inside);
  if (type === "array") return sampleList(schema, name, inside);
  if (type === "integer" || type === "number") return sampleNumber(schema, type === "integer");
  if (type === "boolean") return true;
  return type === "null" ? null : sampleText(schema, name);
}

function saidIn(schema: Schema): Sample | undefined {
  const { const: only, example, examples, default: usual, enum: choices } = schema;
  return [only, example, firstOf(examples), usual, firstOf(choices)].find(isSample);
}

/** With what it refers to, the first alternative and every part of `allOf`. */
function merged(schema: Schema, root: unknown, depth = 0): Schema {
  if (depth > MAX_DEPTH) return schema;
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts = [referred($ref, root), ...listOf(allOf), firstOf(anyOf), firstOf(oneOf)]
    .filter(isFields)
    .map((part) => merged(part, root, depth + 1));
  const all = [...parts, own];
  const properties = Object.assign({}, ...all.map((part) => part.properties));
  const required = all.flatMap((part) => listOf(part.required));
  return Object.assign({}, ...all, { properties, required });
}

/** What a reference inside the document names. */
function referred($ref: unknown, root: unknown): unknown {
  if (typeof $ref !== "string" || !$ref.startsWith("#")) return undefined;
  const steps = $ref.slice(1).split("/").slice(1);
  return steps
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((at, step) => (isFields(at) ? at[step] : undefined), root);
}

function typeOf({ type, properties, required, ...rest }: Schema): unknown {
  const named = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  if (named !== undefined) return named;
  if (Object.keys(Object(properties)).length + listOf(required).length > 0) return "object";
  if (["items", "prefixItems", "minItems"].some((word) => word in rest)) return "array";
  const numeric = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
  return numeric.some((word) => word in rest) ? "number" : "string";
}

function sampleObject(schema: Schema, place: Place): Sample {
  const properties = isFields(schema.properties) ? schema.properties : {};
  const required = new Set(listOf(schema.required).filter((one) => typeof one === "string"));
  const most = numberOr(schema.maxProperties, Number.POSITIVE_INFINITY);
  const optional = Object.keys(properties).filter(
    (name) => !required.has(name) && properties[name] !== false,
  );
  const named = new Set([...required, ...optional.slice(0, Math.max(0, most - required.size))]);
  const ordered = [...Object.keys(properties), ...required].filter((name) => named.has(name));
  const wanted = Math.min(numberOr(schema.minProperties, 0), MAX_ITEMS) - named.size;
  const more = Array.from({ length: Math.max(0, wanted) }, (_, index) => `field${index + 1}`);
  const { additionalProperties: others } = schema;
  return Object.fromEntries([
    ...ordered.map((name) => [name, sampleOf(properties[name] ?? others, name, place)]),
    ...more.map((name) => [name, sampleOf(others, name, place)]),
  ]);
}

function sampleList(schema: Schema, name: string, place: Place): Sample {
  const { items, prefixItems, additionalItems, minItems, maxItems, uniqueItems } = schema;
  const first = Array.isArray(items) ? items : listOf(prefixItems);
  const rest = Array.isArray(items) ? additionalItems : items;
  const least = Math.max(numberOr(minItems, 0), first.length, 1);
  const count = Math.min(least, numberOr(maxItems, MAX_ITEMS), MAX_ITEMS);
  return Array.from({ length: count }, (_, index) => {
    const item = sampleOf(first[index] ?? rest, name, place);
    return uniqueItems === true ? another(item, index, first[index] ?? rest) : item;
  });
}

/** The same kind of value, unlike those before it. */
function another(item: Sample, index: number, schema: unknown): Sample {
  const choices = isFields(schema) ? listOf(schema.enum).filter(isSample) : [];
  if (choices[index] !== undefined) return choices[index];
  if (index === 0) return item;
  if (typeof item === "number") return item + index;
  return typeof item === "string" ? `${item} ${index + 1}` : item;
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
