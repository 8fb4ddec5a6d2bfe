import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { sampleBody } from "@/components/call-snippets/sample-body";
import { sampleValue } from "@/components/call-snippets/sample-value";

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
