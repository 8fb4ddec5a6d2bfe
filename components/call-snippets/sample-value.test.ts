import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { sampleBody, sampleValue } from "./sample-value";

const SCHEMAS = [
  { type: "object", properties: { topic: { type: "string" } }, required: ["topic"] },
  { type: "object", properties: { age: { type: "integer", minimum: 18, maximum: 20 } } },
  { type: "object", properties: { price: { type: "number", exclusiveMinimum: 5, multipleOf: 4 } } },
  { type: "object", properties: { tone: { enum: ["warm", "dry"] }, loud: { type: "boolean" } } },
  {
    type: "object",
    properties: { tags: { type: "array", items: { type: "string" }, minItems: 2 } },
  },
  { type: "object", properties: { code: { type: "string", minLength: 30 }, id: { maxLength: 3 } } },
  { type: "object", properties: { note: { type: ["null", "string"] }, none: { type: "null" } } },
  {
    allOf: [{ properties: { a: { type: "integer" } } }, { properties: { b: { type: "boolean" } } }],
  },
  { type: "object", properties: { who: { oneOf: [{ type: "integer" }, { type: "string" }] } } },
  { type: "object", required: ["a", "b"], properties: { a: { type: "boolean" } } },
  {
    type: "object",
    properties: { n: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 } },
  },
  { type: "object", properties: { n: { type: "integer", maximum: -5, multipleOf: 3 } } },
  { type: "object", properties: { n: { minimum: 2.5 }, m: { exclusiveMaximum: 0 } } },
  { type: "object", properties: { tags: { type: "array", items: {}, minItems: 12 } } },
  {
    type: "object",
    properties: {
      set: { type: "array", items: { type: "string" }, minItems: 3, uniqueItems: true },
    },
  },
  {
    type: "object",
    properties: {
      set: { items: { enum: [1, 2, 3] }, type: "array", minItems: 3, uniqueItems: true },
    },
  },
  { type: "object", properties: { none: { type: "array", maxItems: 0 } } },
  { type: "object", properties: { text: { type: "string", minLength: 500 } } },
  { type: "object", properties: { code: { type: "string", pattern: "^[A-Z]{2}-\\d{4,6}$" } } },
  { type: "object", properties: { code: { pattern: "^(?:eu|us)\\.[a-z0-9_]+$", minLength: 12 } } },
  { type: "object", properties: { no: { type: "string", pattern: "^[^a-z]+$" } } },
  { type: "object", minProperties: 2, additionalProperties: { type: "integer" } },
  { type: "object", maxProperties: 1, properties: { a: {}, b: {} }, required: ["b"] },
  { type: "object", properties: { gone: false, a: { type: "integer" } } },
  {
    type: "object",
    properties: { at: { $ref: "#/$defs/point" }, to: { $ref: "#/$defs/point" } },
    $defs: { point: { type: "object", properties: { x: { type: "number" } }, required: ["x"] } },
  },
  { type: "object", properties: { deep: { properties: { er: { const: 3 } } } } },
];

describe("a sample", () => {
  it.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema]))("fits %s", (_text, schema) => {
    const validate = new Ajv({ strict: false }).compile(schema);
    const sample = sampleValue(schema);
    expect(validate(sample), JSON.stringify(sample)).toBe(true);
  });

  it("prefers what the schema says of itself", () => {
    const properties = { city: { type: "string", default: "Lisbon" }, days: { examples: [3, 7] } };
    expect(sampleValue({ type: "object", properties })).toEqual({ city: "Lisbon", days: 3 });
  });

  it("fits a list whose places have schemas of their own", () => {
    const pair = { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }] };
    const schema = { type: "object", properties: { pair } };
    expect(new Ajv2020({ strict: false }).validate(schema, sampleValue(schema))).toBe(true);
    expect(sampleValue(schema)).toEqual({ pair: ["Your pair here", 1] });
  });

  it.each(["^(a+)+$b|x", "^((a{9999}){9999}){99}$", "^(?:a|a)*$(?:b)", "a^b"])(
    "never runs the pattern of a schema, nor writes without end: %s",
    (pattern) => {
      expect(sampleValue({ pattern, minLength: 40 }, "text")).toBe(
        "Your text here".padEnd(40, "."),
      );
    },
  );

  it("ends where a schema nests without end", () => {
    const nested: Record<string, unknown> = { type: "array" };
    nested.items = nested;
    expect(JSON.stringify(sampleValue(nested))).toContain("Your");
  });
});

describe("a sample body", () => {
  it.each([[null], [{}], [true], [{ type: "object" }], [{ type: "string" }]])(
    "is one text where %j names no fields",
    (schema) => {
      expect(sampleBody(schema)).toEqual({ input: "Your input here" });
    },
  );
});
