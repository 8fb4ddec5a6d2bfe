import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toOpenApiSchema } from "./to-openapi-schema";

describe("a JSON Schema in OpenAPI 3.0", () => {
  it.each([
    ["anything", true, {}],
    ["nothing", false, { not: {} }],
    ["a text or null", { type: ["string", "null"] }, { type: "string", nullable: true }],
    [
      "a text or a number",
      { type: ["string", "number"] },
      { allOf: [{ anyOf: [{ type: "string" }, { type: "number" }] }] },
    ],
    [
      "a text, a number or null",
      { type: ["string", "number", "null"] },
      { allOf: [{ anyOf: [{ type: "string", nullable: true }, { type: "number" }] }] },
    ],
    ["null alone", { type: "null" }, { enum: [null] }],
    ["a constant", { const: "a" }, { enum: ["a"], type: "string" }],
    [
      "choices with null",
      { enum: ["a", null] },
      { enum: ["a", null], type: "string", nullable: true },
    ],
    ["choices of several types", { enum: ["a", 1, null] }, { enum: ["a", 1, null] }],
    [
      "an exclusive bound",
      { exclusiveMinimum: 0, maximum: 9 },
      { minimum: 0, exclusiveMinimum: true, maximum: 9 },
    ],
    ["a bound that is tighter", { exclusiveMinimum: 0, minimum: 5 }, { minimum: 5 }],
    ["examples", { type: "string", examples: ["a", "b"] }, { type: "string", example: "a" }],
    ["no example of another type", { type: "integer", examples: ["a"] }, { type: "integer" }],
    ["a list of anything", { type: "array" }, { type: "array", items: {} }],
    ["a tuple", { type: "array", prefixItems: [{}] }, { type: "array", items: {} }],
    [
      "an alternative that is null",
      { anyOf: [{ type: "string" }, { type: "null" }] },
      { anyOf: [{ type: "string", nullable: true }] },
    ],
    [
      "an alternative that is null beside choices",
      { oneOf: [{ enum: ["a"] }, { type: "null" }] },
      { oneOf: [{ enum: ["a"], type: "string" }, { enum: [null] }] },
    ],
    ["words of newer dialects", { $schema: "x", if: {}, patternProperties: {} }, {}],
    ["no required fields", { type: "object", required: [] }, { type: "object" }],
  ])("says %s", (_what, schema, said) => {
    expect(toOpenApiSchema(schema)).toEqual(said);
  });

  it("holds what its references point at, and stops where they turn in a circle", () => {
    const schema = {
      type: "object",
      properties: { home: { $ref: "#/$defs/place" }, away: { $ref: "https://example.com/x" } },
      $defs: {
        place: { type: "object", properties: { inside: { $ref: "#/$defs/place" } } },
      },
    };
    expect(toOpenApiSchema(schema)).toEqual({
      type: "object",
      properties: { home: { type: "object", properties: { inside: {} } }, away: {} },
    });
  });

  it("stays small when references multiply", () => {
    const levels = Array.from({ length: 20 }, (_, at) => [
      `l${at}`,
      { properties: { a: { $ref: `#/$defs/l${at + 1}` }, b: { $ref: `#/$defs/l${at + 1}` } } },
    ]);
    const schema = { $ref: "#/$defs/l0", $defs: Object.fromEntries(levels) };
    expect(JSON.stringify(toOpenApiSchema(schema)).length).toBeLessThan(1_000_000);
  });

  it.each([
    [
      "fields that fit a pattern",
      { patternProperties: { "^x-": {} }, additionalProperties: false },
    ],
    ["the inverse of what it cannot say", { not: { contains: { const: "secret" } } }],
    ["a list behind a tuple", { prefixItems: [{ type: "number" }], items: { type: "string" } }],
  ])("leaves out %s", (_what, schema) => {
    expect(toOpenApiSchema(schema)).toEqual("items" in schema ? { items: {} } : {});
  });

  it("says that any alternative will do where it cannot tell which fit", () => {
    const oneOf = [{ contains: {} }, { type: "string" }];
    expect(toOpenApiSchema({ oneOf, type: ["string", "array"] })).toMatchObject({
      allOf: [
        { anyOf: [{ type: "string" }, { type: "array" }] },
        { anyOf: [{}, { type: "string" }] },
      ],
    });
    expect(toOpenApiSchema({ oneOf })).toEqual({ allOf: [{ anyOf: [{}, { type: "string" }] }] });
  });

  it("knows keywords by their own names alone", () => {
    for (const name of ["__defineGetter__", "constructor", "toString", "valueOf", "__proto__"]) {
      expect(toOpenApiSchema(JSON.parse(`{ "title": "A", "${name}": 1 }`))).toEqual({ title: "A" });
    }
  });

  it("takes every value that the schema takes", () => {
    const values = fc.array(VALUES, { minLength: 10, maxLength: 10 });
    const property = fc.property(SCHEMAS, values, (schema, all) => {
      const isTaken = openApi.compile(modern(toOpenApiSchema(schema)));
      const fits = newest.compile(schema);
      const taken = all.filter((value) => fits(value));
      expect(taken.filter((value) => !isTaken(value))).toEqual([]);
    });
    fc.assert(property, { numRuns: 500, seed: 7 });
  });
});

/** Small, so that schemas and values often meet. */
const { schema: SCHEMAS } = fc.letrec<{ schema: Record<string, unknown> }>((tie) => {
  const list = fc.array(tie("schema"), { minLength: 1, maxLength: 2 });
  const text = fc.constantFrom("a", "b");
  const scalar = fc.constantFrom(null, "a", 1, 2, true);
  const one = fc.constantFrom("null", "string", "integer", "number", "object", "array", "boolean");
  const type = fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
  const count = fc.nat(2);
  const fields = fc.dictionary(text, tie("schema"), { maxKeys: 2 });
  const keywords = {
    ...{ type, enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }), const: scalar },
    ...{
      minimum: count,
      exclusiveMinimum: count,
      exclusiveMaximum: count,
      multipleOf: fc.constant(2),
    },
    ...{ maxLength: count, minItems: count, uniqueItems: fc.boolean(), minProperties: count },
    ...{ properties: fields, patternProperties: fields, dependentSchemas: fields },
    ...{
      required: fc.uniqueArray(text),
      additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
    },
    ...{ items: fc.oneof(fc.boolean(), tie("schema")), prefixItems: list, contains: tie("schema") },
    ...{ allOf: list, anyOf: list, oneOf: list, not: tie("schema") },
    ...{ if: tie("schema"), else: tie("schema"), propertyNames: tie("schema") },
  };
  const choice = Object.entries(keywords).map(([name, of]) => of.map((value) => [name, value]));
  const schema = fc
    .array(fc.oneof({ maxDepth: 3 }, fc.constant(["title", "A"]), ...choice), { maxLength: 3 })
    .map((entries): Record<string, unknown> => Object.fromEntries(entries));
  return { schema };
});

const VALUES = fc.jsonValue({
  maxDepth: 2,
  depthSize: "xsmall",
  stringUnit: fc.constantFrom("a", "b"),
});

const LOOSE = { strict: false, logger: false } as const;
const openApi = new Ajv(LOOSE);
const newest = new Ajv2020(LOOSE);

/** A schema of OpenAPI 3.0 in the dialect of draft 07. */
function modern(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value), (_name, part) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, nullable, ...rest } = part;
    const all = {
      ...rest,
      ...(exclusiveMinimum === true
        ? { exclusiveMinimum: minimum }
        : minimum !== undefined && { minimum }),
      ...(exclusiveMaximum === true
        ? { exclusiveMaximum: maximum }
        : maximum !== undefined && { maximum }),
    };
    return nullable && all.type ? { ...all, type: [all.type, "null"] } : all;
  });
}
