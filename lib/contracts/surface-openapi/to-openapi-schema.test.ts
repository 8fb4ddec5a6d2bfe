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
});
