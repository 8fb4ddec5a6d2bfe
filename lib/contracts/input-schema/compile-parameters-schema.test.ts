import { describe, expect, it } from "vitest";
import { growth } from "@/tests/support/growth";
import { compileParametersSchema } from "./compile-parameters-schema";

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

function lists(count: number): [string, string[]][] {
  return Array.from({ length: count }, (_, at) => [`f${at}`, ["a"]]);
}

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

  it.each([
    ["subschemas", { anyOf: Array.from({ length: 500 }, (_, at) => ({ const: at })) }],
    ["subschemas that let nothing pass", { anyOf: Array(500).fill(false) }],
    ["lists of names", { dependentRequired: Object.fromEntries(lists(500)) }],
    ["names", { required: lists(8_000).map(([name]) => name) }],
  ])("has too many %s", (_what, schema) => {
    expect(() => compileParametersSchema(schema)).toThrow("use at most 500 subschemas");
  });

  it("is not one of many properties that may be anything, as derived schemas are", () => {
    const properties = Object.fromEntries(lists(2_000).map(([name]) => [name, {}]));
    expect(issues({ type: "object", properties }, { f1: 1 })).toEqual([]);
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

describe("a check of an input takes time that grows with the input alone", () => {
  const items = (size: number) => Array.from({ length: size }, (_, at) => ({ at }));
  const names = Array.from({ length: 5_000 }, (_, at) => `${at}`);
  it.each([
    ["a pattern that backtracks", { pattern: "^(a+)+$" }, (size: number) => `${"a".repeat(size)}b`],
    ["uniqueItems", { uniqueItems: true }, items],
    ["enum", { items: { enum: names } }, items],
    ["many mistakes", { items: { type: "string" } }, items],
  ])("against %s", (_what, schema, make) => {
    const check = compileParametersSchema(schema);
    const task = (size: number) => {
      const value = make(size);
      return () => check(value);
    };
    expect(growth(task, 1_000)).toBeLessThan(24);
  });

  it("is called off where a schema and an input are too large together", () => {
    const message = "The input is too large to validate against its schema.";
    const consts = Array.from({ length: 490 }, () => ({ const: -1 }));
    const schema = { properties: { a: { items: { anyOf: [...consts, { type: "number" }] } } } };
    const check = compileParametersSchema(schema);
    expect(check({ a: Array(1_500).fill(9) })).toEqual([]);
    expect(check({ a: Array(6_000).fill(9) })).toEqual([{ path: "", message }]);
    const lengths = { items: { anyOf: Array.from({ length: 400 }, () => ({ maxLength: 1 })) } };
    expect(issues(lengths, ["a".repeat(900_000)])).toEqual([{ path: "", message }]);
    expect(check({ a: [9] })).toEqual([]);
  });

  it("names few of the mistakes that are many", () => {
    const anyOf = Array.from({ length: 490 }, () => ({ const: -1 }));
    expect(issues({ items: { anyOf } }, Array(1_500).fill(9))).toHaveLength(20);
  });

  it("ends soon, whatever patterns a long input is held against", () => {
    const patterns = Array.from({ length: 499 }, (_, at) => [`${at}[a-z]*${at}$`, {}]);
    const fields = Array.from({ length: 1_500 }, (_, at) => [`field${at}`, 1]);
    const slow = { pattern: "((\\w|\\d|.){1,500}){1,2}$" };
    const message = "The input is too long to validate against the patterns of its schema.";
    for (const [schema, value] of [
      [{ patternProperties: Object.fromEntries(patterns) }, Object.fromEntries(fields)],
      [{ properties: { text: slow } }, { text: "a".repeat(900_000) }],
    ]) {
      expect(issues(schema, value)).toEqual([{ path: "", message }]);
    }
    const check = compileParametersSchema({ properties: { text: slow } });
    expect(check({ text: "a".repeat(900_000) })).toHaveLength(1);
    expect(check({ text: "short" })).toEqual([]);
  });

  it("is not made of patterns that take long to prepare", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 499 }, (_, at) => [`f${at}`, { pattern: `(\\w|a${at}){1,900}$` }]),
    );
    expect(() => compileParametersSchema({ properties })).toThrow(
      "Its patterns are too large together.",
    );
  });
});
