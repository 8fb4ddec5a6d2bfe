import { isDeepStrictEqual } from "node:util";
import { isFields } from "@/lib/core/fields";

export type Schema = Readonly<Record<string, unknown>>;

/** Keywords that mean the same in OpenAPI 3.0, and what their values must be there. */
const KEPT = new Map<string, (value: unknown) => boolean>([
  ...named(["title", "description", "format", "pattern"], isText),
  ...named(["multipleOf", "maximum", "minimum", "maxLength", "minLength"], isNumber),
  ...named(["maxItems", "minItems", "maxProperties", "minProperties"], isNumber),
  ...named(["uniqueItems", "readOnly", "writeOnly", "deprecated"], isFlag),
  ["default", () => true],
  ["required", (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isText)],
]);

function named<T>(keywords: readonly string[], isFitting: T) {
  return keywords.map((keyword) => [keyword, isFitting] as const);
}

/** Keywords that are said in another way, and those that say nothing of values. */
const SAID = new Set([
  ...["type", "nullable", "items", "const", "enum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["properties", "additionalProperties", "allOf", "anyOf", "oneOf", "not", "$ref"],
  ...["example", "examples", "$schema", "$id", "$comment", "$anchor", "$defs", "definitions"],
]);

/** Schemas in a schema, all references followed; beyond this it says no more. */
const MAX_SCHEMAS = 5_000;

/**
 * A JSON Schema in the dialect of OpenAPI 3.0. What that cannot say is left out, and every value that
 * fits the schema fits the result.
 */
export function toOpenApiSchema(document: unknown): Schema {
  return new Conversion(document).convert(document, [document]);
}

/** What a reference of the form `#/...` points at in its document; undefined for any other. */
export function followReference(document: unknown, reference: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#")) return undefined;
  if (reference === "#") return document;
  let found: unknown = document;
  for (const part of reference.slice(2).split("/")) {
    const name = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(found)) found = found[Number(name)];
    else found = isFields(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Convert = (schema: unknown) => Schema;

class Conversion {
  #left = MAX_SCHEMAS;
  /** How often something was left out, so that a result takes more values than its schema. */
  #losses = 0;

  constructor(private readonly document: unknown) {}

  convert(value: unknown, followed: readonly unknown[]): Schema {
    this.#left -= 1;
    if (value === true) return {};
    if (value === false) return { not: {} };
    if (!isFields(value) || this.#left < 0) return this.#lose();
    const { $ref } = value;
    if (Object.keys(value).some((name) => !SAID.has(name) && !KEPT.has(name))) this.#lose();
    if ($ref === undefined) return this.#plain(value, followed);
    if (Object.keys(value).length > 1) this.#lose();
    const target = followReference(this.document, $ref);
    return followed.includes(target) ? this.#lose() : this.convert(target, [...followed, target]);
  }

  #lose(): Schema {
    this.#losses += 1;
    return {};
  }

  #plain(schema: Schema, followed: readonly unknown[]): Schema {
    const convert = (part: unknown) => this.convert(part, followed);
    const kept = Object.entries(schema).filter(([name, value]) => KEPT.get(name)?.(value));
    if (schema.const !== undefined && schema.enum !== undefined) this.#lose();
    const { type, choice } = types(schema, convert);
    return {
      ...Object.fromEntries(kept),
      ...bounds(schema),
      ...values(schema),
      ...objectParts(schema, convert),
      ...this.#combinations(schema, convert, choice),
      ...type,
      ...example(schema),
    };
  }

  /** Where something is left out, `not` would take fewer values, and more of `oneOf` would fit. */
  #combinations(schema: Schema, convert: Convert, choice: Schema[]): Schema {
    const { allOf, anyOf, oneOf, not } = schema;
    const before = this.#losses;
    const inverse = not === undefined ? {} : { not: convert(not) };
    const isInverse = this.#losses === before;
    const one = listOf(oneOf).map(convert);
    const isOne = isInverse && this.#losses === before;
    const all = [
      ...listOf(allOf).map(convert),
      ...choice,
      ...(isOne || one.length === 0 ? [] : [{ anyOf: one }]),
    ];
    const any = listOf(anyOf).map(convert);
    return {
      ...(all.length > 0 && { allOf: all }),
      ...(any.length > 0 && { anyOf: orNull(any) }),
      ...(isOne && one.length > 0 && { oneOf: orNull(one) }),
      ...(isInverse && inverse),
    };
  }
}

/** The type in one word, or a choice of several. */
function types(schema: Schema, convert: Convert): { type: Schema; choice: Schema[] } {
  const { type, items, prefixItems } = schema;
  const named = [type].flat().filter(isText);
  const nullable = named.includes("null") || schema.nullable === true ? { nullable: true } : {};
  const [first = typeOfChoices(schema), ...others] = named.filter((name) => name !== "null");
  const list = first === "array" || others.includes("array") || items !== undefined;
  // A list says in 3.0 what it holds; a tuple cannot be said.
  const isTuple = Array.isArray(items) || prefixItems !== undefined;
  const held = list ? { items: isTuple ? {} : convert(items ?? true) } : {};
  if (first === undefined) {
    return { type: { ...(named.length > 0 && { enum: [null] }), ...held }, choice: [] };
  }
  if (others.length === 0) return { type: { type: first, ...nullable, ...held }, choice: [] };
  const anyOf = [first, ...others].map((name, at) => ({
    type: name,
    ...(at === 0 && nullable),
    ...(name === "array" && held),
  }));
  return { type: {}, choice: [{ anyOf }] };
}

function values(schema: Schema): Schema {
  const allowed = choicesOf(schema);
  if (allowed.length === 0) return {};
  const typed = schema.type !== undefined || typeOfChoices(schema) !== undefined;
  return { enum: allowed, ...(typed && allowed.includes(null) && { nullable: true }) };
}

function choicesOf({ const: only, enum: several }: Schema): readonly unknown[] {
  return only === undefined ? listOf(several) : [only];
}

/** In 3.0 `nullable` means something beside a type alone: that of choices which have one. */
function typeOfChoices(schema: Schema): string | undefined {
  const real = choicesOf(schema).filter((choice) => choice !== null);
  const [type = "", ...others] = new Set(real.map((choice) => typeof choice));
  const isPlain = others.length === 0 && ["string", "number", "boolean"].includes(type);
  return isPlain ? type : undefined;
}

/** In 3.0 an exclusive bound is a bound and a flag. */
function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): Schema {
  const above = isNumber(exclusiveMinimum) && !(isNumber(minimum) && minimum > exclusiveMinimum);
  const below = isNumber(exclusiveMaximum) && !(isNumber(maximum) && maximum < exclusiveMaximum);
  return {
    ...(above && { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(below && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
  };
}

function objectParts(schema: Schema, convert: Convert): Schema {
  const { properties, patternProperties, additionalProperties: rest } = schema;
  const fields = isFields(properties) ? Object.entries(properties) : [];
  // Fields that fit a pattern, which cannot be said, are not additional ones.
  const others = patternProperties === undefined ? rest : undefined;
  return {
    ...(isFields(properties) && {
      properties: Object.fromEntries(fields.map(([name, value]) => [name, convert(value)])),
    }),
    ...(isFlag(others) && { additionalProperties: others }),
    ...(isFields(others) && { additionalProperties: convert(others) }),
  };
}

/** 3.0 has no schema of null alone: the first alternative that is of a type alone takes null too. */
function orNull(alternatives: Schema[]): Schema[] {
  const others = alternatives.filter((each) => !isDeepStrictEqual(each, { enum: [null] }));
  const at = others.findIndex(
    ({ type, enum: choices, not, allOf, anyOf, oneOf }) =>
      isText(type) && [choices, not, allOf, anyOf, oneOf].every((each) => each === undefined),
  );
  if (at === -1 || alternatives.length - others.length !== 1) return alternatives;
  return others.map((each, index) => (index === at ? { ...each, nullable: true } : each));
}

/** An example that is of another type than its schema says is left out. */
function example({ examples, example: one, type }: Schema): Schema {
  const [first = one] = listOf(examples);
  const types = [type].flat().filter(isText);
  const fits = types.length === 0 || types.some((each) => isOfType(first, each));
  return first !== undefined && fits ? { example: first } : {};
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isFields(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}
