import "server-only";
import type { oas31 } from "zod-openapi";

type Document = oas31.OpenAPIObject;
type Schema = oas31.SchemaObject | oas31.ReferenceObject;

/** A member of a JSON object, as a row of the reference. */
export type SchemaField = {
  /** With the names of what it is inside of: `limits.remaining`. */
  path: string;
  /** Objects that the reference lists are in it by their names. */
  type: string;
  required: boolean;
  description?: string;
  /** What its value must keep to, such as `1 to 255 characters`. */
  limits: readonly string[];
};

/** How far members of members are listed. */
const MAX_DEPTH = 3;

/** The members of an object, or of the objects in a list; theirs too, where they have no name. */
export function fieldsOf(
  document: Document,
  schema: Schema,
  within = "",
  depth = 1,
): SchemaField[] {
  const plain = contentOf(document, schema);
  const required = plain.required ?? [];
  return Object.entries(plain.properties ?? {}).flatMap(([name, member]) => {
    const path = within ? `${within}.${name}` : name;
    const { description } = follow(document, member);
    const type = typeOf(document, member);
    const field: SchemaField = {
      path,
      type,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      limits: limitsOf(document, member),
    };
    const isNamed = Object.keys(document.components?.schemas ?? {}).some((each) =>
      type.split(" ").includes(each),
    );
    if (isNamed || depth === MAX_DEPTH) return [field];
    return [field, ...fieldsOf(document, member, path, depth + 1)];
  });
}

/** The names of the forms that a schema may take, where they have names. */
export function formNames(document: Document, schema: Schema): string[] {
  return formsOf(document, follow(document, schema)).flatMap((form) =>
    isReference(form) ? [nameOf(form)] : [],
  );
}

/** What holds the members: the schema, its only form that is not null, or the items of a list. */
function contentOf(document: Document, schema: Schema): oas31.SchemaObject {
  const plain = solid(document, schema);
  return plain.items && !plain.properties ? contentOf(document, plain.items) : plain;
}

/** Without what says only that it may be null, and with all parts of it put together. */
function solid(document: Document, schema: Schema): oas31.SchemaObject {
  const plain = follow(document, schema);
  const forms = formsOf(document, plain);
  if (forms.length === 1 && forms[0]) return solid(document, forms[0]);
  if (!plain.allOf) return plain;
  const parts = plain.allOf.map((part) => solid(document, part));
  const properties = Object.assign({}, ...parts.map((part) => part.properties), plain.properties);
  const required = parts.flatMap((part) => part.required ?? []);
  return { ...Object.assign({}, ...parts, plain), properties, required };
}

/** The alternatives of a schema, null aside. */
function formsOf(document: Document, { anyOf, oneOf }: oas31.SchemaObject): Schema[] {
  return (anyOf ?? oneOf ?? []).filter((form) => follow(document, form).type !== "null");
}

function typeOf(document: Document, schema: Schema): string {
  if (isReference(schema)) return nameOf(schema);
  const forms = formsOf(document, schema);
  const nullable =
    (schema.anyOf ?? schema.oneOf ?? []).length > forms.length ||
    (Array.isArray(schema.type) && schema.type.includes("null"));
  const types =
    forms.length > 0 ? forms.map((form) => typeOf(document, form)) : ownTypes(document, schema);
  return [...new Set([...types, ...(nullable ? ["null"] : [])])].join(" or ");
}

function ownTypes(document: Document, schema: oas31.SchemaObject): string[] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.allOf) return ["object"];
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types
    .filter((type) => type !== "null")
    .map((type) =>
      type === "array" && schema.items ? `list of ${typeOf(document, schema.items)}` : type,
    );
}

function limitsOf(document: Document, schema: Schema): string[] {
  const plain = solid(document, schema);
  const { enum: values, format, pattern, default: initial } = plain;
  const limits = [
    values?.map((value) => JSON.stringify(value)).join(", "),
    format,
    range(plain.minLength, plain.maxLength, "characters"),
    range(plain.minItems, plain.maxItems, "items"),
    range(plain.minimum, plain.maximum, ""),
    pattern !== undefined && !format && `matches ${pattern}`,
    initial !== undefined && `default ${JSON.stringify(initial)}`,
  ];
  return limits.filter((limit) => typeof limit === "string" && limit !== "").map(String);
}

function range(least: number | undefined, most: number | undefined, of: string): string {
  const count = (value: number) => value.toLocaleString("en-US");
  if (least !== undefined && most !== undefined)
    return `${count(least)} to ${count(most)} ${of}`.trim();
  if (most !== undefined) return `at most ${count(most)} ${of}`.trim();
  return least !== undefined ? `at least ${count(least)} ${of}`.trim() : "";
}

/** The schema that a reference names, with what is said beside the reference. */
function follow(document: Document, schema: Schema): oas31.SchemaObject {
  if (!isReference(schema)) return schema;
  const { description } = schema;
  const named = document.components?.schemas?.[nameOf(schema)];
  const found = named ? follow(document, named) : {};
  return description === undefined ? found : { ...found, description };
}

export function isReference(given: object): given is oas31.ReferenceObject {
  return "$ref" in given;
}

/** What a reference points at, by its name in the document. */
export function nameOf({ $ref }: oas31.ReferenceObject): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}
