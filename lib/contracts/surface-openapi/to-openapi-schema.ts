import { followReference, isSchema, type Schema } from "./schema-reference";

/** Keywords that mean the same in OpenAPI 3.0, and what their values must be there. */
const KEPT: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: isText,
  description: isText,
  format: isText,
  pattern: isText,
  default: () => true,
  multipleOf: isNumber,
  maximum: isNumber,
  minimum: isNumber,
  maxLength: isNumber,
  minLength: isNumber,
  maxItems: isNumber,
  minItems: isNumber,
  maxProperties: isNumber,
  minProperties: isNumber,
  uniqueItems: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  deprecated: isFlag,
  required: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
};

/** Schemas in a schema, all references followed; beyond this it says no more. */
const MAX_SCHEMAS = 5_000;

/** A JSON Schema in the dialect of OpenAPI 3.0; what that cannot say is left out. */
export function toOpenApiSchema(document: unknown): Schema {
  let left = MAX_SCHEMAS;
  const convert = (value: unknown, followed: readonly unknown[]): Schema => {
    left -= 1;
    if (value === false) return { not: {} };
    if (!isSchema(value) || left < 0) return {};
    const { $ref } = value;
    if ($ref === undefined) return convertPlain(value, (inner) => convert(inner, followed));
    const target = followReference(document, $ref);
    return followed.includes(target) ? {} : convert(target, [...followed, target]);
  };
  return convert(document, [document]);
}

type Convert = (schema: unknown) => Schema;

function convertPlain(schema: Schema, convert: Convert): Schema {
  const kept = Object.entries(schema).filter(([name, value]) => KEPT[name]?.(value));
  return {
    ...Object.fromEntries(kept),
    ...bounds(schema),
    ...values(schema),
    ...objectParts(schema, convert),
    ...combinations(schema, convert),
    ...types(schema, convert),
    ...example(schema),
  };
}

function types(schema: Schema, convert: Convert): Schema {
  const { type, items } = schema;
  const named = [type].flat().filter(isText);
  const nullable = named.includes("null") ? { nullable: true } : {};
  const [first = typeOfChoices(schema), ...others] = named.filter((name) => name !== "null");
  const list = first === "array" || others.includes("array") || items !== undefined;
  // A list says in 3.0 what it holds; a tuple cannot be said.
  const held = list ? { items: Array.isArray(items) ? {} : convert(items ?? true) } : {};
  if (first === undefined) return { ...(named.length > 0 && { enum: [null] }), ...held };
  if (others.length === 0) return { type: first, ...nullable, ...held };
  const anyOf = [first, ...others].map((name, at) => ({
    type: name,
    ...(at === 0 && nullable),
    ...(name === "array" && held),
  }));
  return { allOf: [...listOf(schema.allOf).map(convert), { anyOf }] };
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
  const types = new Set(real.map((choice) => typeof choice));
  const [type] = types;
  return types.size === 1 && type !== undefined && ["string", "number", "boolean"].includes(type)
    ? type
    : undefined;
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

function objectParts({ properties, additionalProperties: rest }: Schema, convert: Convert): Schema {
  const fields = isSchema(properties) ? Object.entries(properties) : [];
  return {
    ...(isSchema(properties) && {
      properties: Object.fromEntries(fields.map(([name, value]) => [name, convert(value)])),
    }),
    ...(isFlag(rest) && { additionalProperties: rest }),
    ...(isSchema(rest) && { additionalProperties: convert(rest) }),
  };
}

function combinations(schema: Schema, convert: Convert): Schema {
  const { not } = schema;
  const lists = (["allOf", "anyOf", "oneOf"] as const).flatMap((name) => {
    const parts = listOf(schema[name]);
    const real = parts.filter((part) => !isNull(part));
    if (real.length === 0) return [];
    const converted = real.map(convert);
    return [[name, real.length < parts.length ? orNull(converted) : converted] as const];
  });
  return { ...Object.fromEntries(lists), ...(isSchema(not) && { not: convert(not) }) };
}

/** 3.0 has no schema of null alone: the first alternative that can takes null too. */
function orNull(alternatives: Schema[]): Schema[] {
  const at = alternatives.findIndex(({ type, enum: choices }) => isText(type) && !choices);
  if (at === -1) return [...alternatives, { enum: [null] }];
  return alternatives.map((each, index) => (index === at ? { ...each, nullable: true } : each));
}

function isNull(schema: unknown): boolean {
  return isSchema(schema) && schema.type === "null";
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
  if (type === "object") return isSchema(value);
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
