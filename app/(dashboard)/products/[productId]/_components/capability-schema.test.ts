import { describe, expect, it } from "vitest";
import { parseSchemaText, schemaText } from "./capability-schema";

describe("a schema that a person writes", () => {
  it("is read back as it was shown", () => {
    const schema = { type: "object", properties: { name: { type: "string" } } };
    expect(parseSchemaText(schemaText(schema))).toEqual({ schema });
  });

  it.each([[""], [" \n "], [schemaText(null)]])("is none where %j is written", (text) => {
    expect(parseSchemaText(text)).toEqual({ schema: null });
  });

  it.each([["[]"], ["true"], ['"object"'], ["null"]])("is an object and not %s", (text) => {
    expect(parseSchemaText(text).problem).toMatch(/a JSON Schema object/);
  });

  it("is told when it is no JSON yet", () => {
    expect(parseSchemaText('{\n  "type": oops\n}').problem).toMatch(/^Not valid JSON/);
  });
});
