import {
  followReference,
  isSchema,
  type Schema,
} from "@/lib/contracts/surface-openapi/schema-reference";

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
const MOST_SCHEMAS = 5_000;

/** A JSON Schema in the dialect of OpenAPI 3.0; what that cannot say is left out. */
export function toOpenApiSchema(document: unknown): Schema {
  let left = MOST_SCHEMAS;
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
  const [first, ...others] = named.filter((name) => name !== "null");
  const list = first === "array" || others.includes("array") || items !== undefined;
  // A list says in 3.0 what it holds; a tuple cannot be said.
  const held = list ? { items: Array.isArray(items) ? {} : convert(items ?? true) } : {};
  if (first === undefined)
    return { ...(named.length > 0 && { ...nullable, enum: [null] }), ...held };
  if (others.length === 0) return { type: first, ...nullable, ...held };
  const anyOf = [first, ...others].map((name) =>
    name === "array" ? { type: name, ...held } : { type: name },
  );
  return { ...nullable, allOf: [...listOf(schema.allOf).map(convert), { anyOf }] };
}

function values({ const: only, enum: several }: Schema): Schema {
  const allowed = only === undefined ? listOf(several) : [only];
  if (allowed.length === 0) return {};
  return { enum: allowed, ...(allowed.includes(null) && { nullable: true }) };
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
    const nullable = real.length < parts.length ? [["nullable", true] as const] : [];
    return [[name, real.map(convert)] as const, ...nullable];
  });
  return { ...Object.fromEntries(lists), ...(isSchema(not) && { not: convert(not) }) };
}

function isNull(schema: unknown): boolean {
  return isSchema(schema) && schema.type === "null";
}

function example({ examples, example: one }: Schema): Schema {
  const [first = one] = listOf(examples);
  return first === undefined ? {} : { example: first };
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
