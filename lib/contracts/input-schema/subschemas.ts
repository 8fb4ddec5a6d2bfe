import { type Fields, isFields } from "@/lib/core/fields";

/** A schema inside another, and the part of a JSON pointer that leads there. */
type Subschema = { at: string; schema: unknown; isDefinition: boolean };

const SINGLE = [
  "items",
  "additionalItems",
  "unevaluatedItems",
  "contains",
  "additionalProperties",
  "unevaluatedProperties",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
] as const;

const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems", "items"] as const;

const MAPS = [
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
] as const;

const DEFINITIONS: readonly string[] = ["$defs", "definitions"];

/** The schemas that stand directly in one; values that only look like schemas are left out. */
export function subschemas(schema: Fields): Subschema[] {
  const single = SINGLE.flatMap((name) => entry(name, schema[name]));
  const listed = LISTS.flatMap((name) => {
    const list = schema[name];
    return Array.isArray(list) ? list.flatMap((each, at) => entry(`${name}/${at}`, each)) : [];
  });
  const mapped = MAPS.flatMap((name) => {
    const map = schema[name];
    if (!isFields(map)) return [];
    const isDefinition = DEFINITIONS.includes(name);
    return Object.entries(map).flatMap(([key, each]) =>
      entry(`${name}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, each, isDefinition),
    );
  });
  return [...single, ...listed, ...mapped];
}

function entry(at: string, schema: unknown, isDefinition = false): Subschema[] {
  return isFields(schema) || typeof schema === "boolean" ? [{ at, schema, isDefinition }] : [];
}
