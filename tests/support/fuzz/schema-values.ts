import fc from "fast-check";
import { followReference, type Schema } from "@/lib/contracts/surface-openapi/to-openapi-schema";
import { isFields } from "@/lib/core/fields";

/** References that are followed into each other. */
const MAX_DEPTH = 3;
const MAX_TEXT = 40;
const MAX_ITEMS = 2;

type Values = fc.Arbitrary<unknown>;

const ANYTHING: Values = fc.jsonValue({ maxDepth: 2 });

/** Texts and values that are likely to be handled badly. */
export const JUNK: Values = fc.oneof(
  ANYTHING,
  fc.double(),
  fc.string({ unit: "binary", maxLength: MAX_TEXT }),
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\0",
    "\ud800",
    "x".repeat(5_000),
    "../../etc/passwd",
    "' OR 1=1 --",
    "{{secret:KEY}}",
    "{{name}}",
    "9007199254740993",
    Number.MAX_VALUE,
    -1,
    [],
    {},
    [[[[[]]]]],
    { constructor: { prototype: {} } },
  ),
);

/** Makes values that fit the schemas of a document. */
export class SchemaValues {
  readonly #made = new Map<string, Values>();

  constructor(private readonly document: Schema) {}

  of(schema: unknown, depth = MAX_DEPTH): Values {
    if (!isFields(schema)) return ANYTHING;
    if (typeof schema.$ref === "string") return this.#referred(schema.$ref, depth);
    if ("const" in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
    const variants = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(variants)) return fc.oneof(...variants.map((each) => this.of(each, depth)));
    const types: unknown[] = [schema.type].flat();
    return fc.oneof(...types.map((type) => this.#typed(type, schema, depth)));
  }

  #referred(reference: string, depth: number): Values {
    if (depth === 0) return fc.constant(null);
    const name = `${reference} ${depth}`;
    const made =
      this.#made.get(name) ?? this.of(followReference(this.document, reference), depth - 1);
    this.#made.set(name, made);
    return made;
  }

  #typed(type: unknown, schema: Schema, depth: number): Values {
    switch (type) {
      case "string":
        return textOf(schema);
      case "integer":
        return fc.integer(boundsOf(schema));
      case "number":
        return fc.double({ noNaN: true, noDefaultInfinity: true, ...boundsOf(schema) });
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "array":
        return fc.array(this.of(schema.items, depth), {
          minLength: numberOr(schema.minItems, 0),
          maxLength: Math.max(numberOr(schema.minItems, 0), MAX_ITEMS),
        });
      case "object":
        return this.#object(schema, depth);
      default:
        return ANYTHING;
    }
  }

  #object(schema: Schema, depth: number): Values {
    const properties = isFields(schema.properties) ? Object.entries(schema.properties) : [];
    const members = Object.fromEntries(
      properties.map(([name, each]) => [name, this.of(each, depth)]),
    );
    const all: unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const required = Object.keys(members).filter((name) => all.includes(name));
    const { additionalProperties: more } = schema;
    const others = isFields(more)
      ? fc.dictionary(fc.string({ maxLength: 10 }), this.of(more, depth), { maxKeys: 2 })
      : fc.constant({});
    return fc
      .tuple(others, fc.record(members, { requiredKeys: required }))
      .map(([other, one]) => ({ ...other, ...one }));
  }
}

function textOf({ pattern, format, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") {
    return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (format === "email") return fc.emailAddress();
  if (format === "uri") return fc.webUrl();
  if (typeof pattern === "string") return textMatching(pattern);
  const least = numberOr(minLength, 0);
  const most = Math.max(least, Math.min(numberOr(maxLength, MAX_TEXT), MAX_TEXT));
  const unit = fc.constantFrom<"grapheme" | "grapheme-ascii">("grapheme", "grapheme-ascii");
  return unit.chain((each) => fc.string({ unit: each, minLength: least, maxLength: most }));
}

/** Not every pattern can be turned round: texts that may not match are of use as well. */
function textMatching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"));
  } catch {
    return fc.string({ maxLength: MAX_TEXT });
  }
}

function boundsOf({ minimum, maximum }: Schema): { min: number; max: number } {
  const min = numberOr(minimum, -1_000);
  return { min, max: Math.max(min, numberOr(maximum, min + 2_000)) };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
