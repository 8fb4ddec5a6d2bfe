import { describe, expect, it } from "vitest";
import { compileParametersSchema } from "@/lib/contracts/input-schema/compile-parameters-schema";

const person = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 2 },
    age: { type: "integer", minimum: 0 },
    role: { enum: ["chef", "waiter"] },
    lines: { type: "array", items: { type: "object", required: ["price"] } },
  },
  required: ["name"],
};

function issues(schema: unknown, value: unknown) {
  return compileParametersSchema(schema)(value);
}

describe("a check of inputs", () => {
  it("names every field that is wrong, in words", () => {
    const value = { age: -1, role: "owner", lines: [{}] };
    expect(issues(person, value)).toEqual([
      { path: "name", message: "name is required." },
      { path: "age", message: "age must be >= 0." },
      { path: "role", message: 'role must be one of "chef", "waiter".' },
      { path: "lines.0.price", message: "lines.0.price is required." },
    ]);
    expect(issues(person, [])).toEqual([{ path: "", message: "The input must be object." }]);
    expect(issues(person, { name: "Ada" })).toEqual([]);
  });

  it("knows fields that are not asked for", () => {
    const closed = { type: "object", properties: { a: {} }, additionalProperties: false };
    expect(issues(closed, { b: 1 })).toEqual([
      { path: "b", message: "b is not a field of this input." },
    ]);
  });

  it("keeps patterns apart", () => {
    const two = { properties: { a: { pattern: "^a$" }, b: { pattern: "^b$" } } };
    expect(issues(two, { a: "a", b: "b" })).toEqual([]);
    expect(issues(two, { a: "a", b: "a" })).toHaveLength(1);
  });

  it("reads draft-07 by its name, and 2020-12 otherwise", () => {
    const $schema = "http://json-schema.org/draft-07/schema#";
    const pair = { items: [{ type: "string" }, { type: "number" }] };
    expect(issues({ $schema, ...pair }, ["a", "b"])).toHaveLength(1);
    expect(issues({ prefixItems: pair.items }, ["a", "b"])).toHaveLength(1);
    expect(() => compileParametersSchema(pair)).toThrow();
  });

  it("follows references inside the schema, in any spelling of the pointer", () => {
    const schema = {
      $defs: { "a/b": { type: "string" } },
      properties: { x: { $ref: "#/$defs/a~1b" }, y: { $ref: "#/%24defs/a~1b" } },
    };
    expect(issues(schema, { x: 1, y: 2 })).toHaveLength(2);
  });

  it("compares values as JSON does, whatever the order of fields", () => {
    expect(
      issues({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toHaveLength(1);
    expect(issues({ uniqueItems: true }, [1, "1", true, null])).toEqual([]);
    expect(issues({ enum: [{ a: [1] }] }, { a: [1] })).toEqual([]);
  });
});

describe("a schema is refused that", () => {
  it.each([
    ["refers to another place", { $ref: "https://example.com/schema.json" }],
    ["refers to a file", { properties: { a: { $ref: "other.json#/a" } } }],
    ["refers to nothing", { $ref: "#/$defs/none" }],
    ["refers to itself", { properties: { a: { $ref: "#" } } }],
    [
      "refers in a circle",
      { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }, $ref: "#/$defs/a" },
    ],
    ["names another draft", { $schema: "https://example.com/draft" }],
    ["is dynamic", { $dynamicRef: "#node" }],
    ["moves its base", { properties: { a: { $id: "https://example.com/a" } } }],
    ["says nonsense", { type: "strnig" }],
    ["says nonsense inside", { properties: { a: { minimum: "one" } } }],
    ["has a pattern that is none", { pattern: "(" }],
    ["has a pattern that looks back", { pattern: "(a)\\1" }],
    ["is a list", []],
    ["is text", "object"],
    ["is null", null],
  ])("%s", (_what, schema) => {
    expect(() => compileParametersSchema(schema)).toThrow();
  });

  it("doubles with each reference", () => {
    const names = Array.from({ length: 30 }, (_, at) => `d${at}`);
    const $defs = Object.fromEntries(
      names.map((name, at) => [
        name,
        at === 29
          ? { type: "string" }
          : { anyOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
      ]),
    );
    expect(() => compileParametersSchema({ $defs, $ref: "#/$defs/d0" })).toThrow("too large");
  });
});

describe("a check of a large input is quick", () => {
  const within = (schema: unknown, value: unknown) => {
    const check = compileParametersSchema(schema);
    const started = performance.now();
    check(value);
    expect(performance.now() - started).toBeLessThan(2_000);
  };

  it("against a pattern that backtracks", () => {
    within({ pattern: "^(a+)+$" }, `${"a".repeat(50_000)}b`);
  });

  it("against uniqueItems, enum and many mistakes", () => {
    const items = Array.from({ length: 100_000 }, (_, at) => ({ at }));
    within({ uniqueItems: true }, items);
    within({ items: { enum: Array.from({ length: 5_000 }, (_, at) => `${at}`) } }, items);
    within({ items: { type: "string" } }, items);
  });

  it("ends soon, whatever patterns a long input is held against", () => {
    const patterns = Array.from({ length: 500 }, (_, at) => [`${at}[a-z]*${at}$`, {}]);
    const fields = Array.from({ length: 5_000 }, (_, at) => [`field${at}`, 1]);
    const slow = { pattern: "((\\w|\\d|.){1,500}){1,2}$" };
    const message = "The input is too long to be held against the patterns of its schema.";
    const began = performance.now();
    for (const [schema, value] of [
      [{ patternProperties: Object.fromEntries(patterns) }, Object.fromEntries(fields)],
      [{ properties: { text: slow } }, { text: "a".repeat(900_000) }],
    ]) {
      expect(issues(schema, value)).toEqual([{ path: "", message }]);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
    const check = compileParametersSchema({ properties: { text: slow } });
    expect(check({ text: "a".repeat(900_000) })).toHaveLength(1);
    expect(check({ text: "short" })).toEqual([]);
  });

  it("is not made of patterns that take long to prepare", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`f${at}`, { pattern: `(\\w|a${at}){1,900}$` }]),
    );
    const began = performance.now();
    expect(() => compileParametersSchema({ properties })).toThrow(
      "Its patterns are too large together.",
    );
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
