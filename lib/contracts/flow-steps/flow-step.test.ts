import { describe, expect, it } from "vitest";
import { flowStepsField, STEP_TYPES } from "./flow-step";

const http = { method: "POST", url: "https://example.com/{{path}}", headers: { "X-Id": "1" } };

/** A config of every type, with each of its fields. */
const CONFIGS: Record<string, object> = {
  template: { template: "Hello {{name}}", outputVariable: "greeting" },
  "set-variable": { variableName: "limit", value: { of: [1, null] } },
  "transform-data": { script: "return input.a + 1", outputVariable: "sum" },
  conditional: { condition: "{{sum}} > 1", trueSteps: [], falseSteps: [] },
  "fetch-url": { http: { ...http, method: "GET", responseType: "text" }, outputVariable: "page" },
  "api-call": { http: { ...http, body: { a: "{{b}}" }, responseType: "json" } },
  "get-record": { recordType: "customer", recordName: "{{name}}", outputVariable: "found" },
  "list-records": { recordType: "customer", search: "a", limit: 10, outputVariable: "all" },
  "upsert-record": { recordType: "customer", recordName: "{{name}}", sourceVariable: "data" },
  "update-record": { recordType: "customer", recordName: "{{name}}", sourceVariable: "data" },
};

const step = (id: string, type: string, config: unknown, more: object = {}) => ({
  id,
  type,
  name: `Step ${id}`,
  order: 0,
  enabled: true,
  config,
  ...more,
});
const conditional = (id: string, trueSteps: unknown[], falseSteps: unknown[] = []) =>
  step(id, "conditional", { condition: "true", trueSteps, falseSteps });
const template = (id: string, more: object = {}) => step(id, "template", { template: "x" }, more);

function nestedConditionals(levels: number): unknown {
  const inner = levels === 1 ? template("innermost") : nestedConditionals(levels - 1);
  return conditional(`level-${levels}`, [inner]);
}

/** `path: message` of every issue. */
function issuesOf(steps: unknown): string[] {
  const parsed = flowStepsField.safeParse(steps);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the steps of a flow", () => {
  it("know exactly the types that can be shown", () => {
    expect(STEP_TYPES.map(({ type }) => type).sort()).toEqual(Object.keys(CONFIGS).sort());
  });

  it.each(Object.entries(CONFIGS))("keep a %s step as it was given", (type, config) => {
    const given = step("a", type, config, { when: "{{ready}}" });
    expect(flowStepsField.parse([given])).toEqual([given]);
  });

  it.each(Object.entries(CONFIGS))("refuse an unknown field in a %s config", (type, config) => {
    expect(issuesOf([step("a", type, { ...config, extra: 1 })])).toEqual([
      '0.config: Unrecognized key: "extra"',
    ]);
  });

  it.each(Object.keys(CONFIGS))("refuse a %s step without its config", (type) => {
    expect(issuesOf([step("a", type, {})]).length).toBeGreaterThan(0);
    expect(issuesOf([step("a", type, undefined)]).length).toBeGreaterThan(0);
  });

  it("refuse an unknown type and name its place", () => {
    for (const type of ["shell", "", "__proto__", "constructor", 5, null, undefined]) {
      expect(issuesOf([template("a"), { ...template("b"), type }])).toEqual([
        "1.type: Not a type of step.",
      ]);
    }
  });

  it("refuse an unknown field of a step, also deep in a branch", () => {
    const bad = { ...template("b"), secret: 1 };
    expect(issuesOf([conditional("a", [], [bad])])).toEqual([
      '0.config.falseSteps.0: Unrecognized key: "secret"',
    ]);
  });

  it("run by order, those of one order as listed, branches too", () => {
    const mixed = [template("c", { order: 2 }), template("a", { order: 1 }), template("d")];
    const parsed = flowStepsField.parse([conditional("if", mixed)]);
    const inner = Object(parsed[0]).config.trueSteps.map(({ id }: { id: string }) => id);
    expect(inner).toEqual(["d", "a", "c"]);
    expect(flowStepsField.parse(mixed).map(({ id }) => id)).toEqual(["d", "a", "c"]);
  });

  it("are enabled and of order 0 when nothing is said", () => {
    const [parsed] = flowStepsField.parse([
      { id: "a", type: "template", name: "A", config: { template: "" } },
    ]);
    expect(parsed).toMatchObject({ enabled: true, order: 0 });
  });

  it("nest conditional steps ten deep and no deeper", () => {
    expect(issuesOf([nestedConditionals(10)])).toEqual([]);
    const path = `0${".config.trueSteps.0".repeat(10)}`;
    expect(issuesOf([nestedConditionals(11)])).toEqual([
      `${path}: Nest conditional steps at most 10 deep.`,
    ]);
  });

  it("have ids that are unique over all branches", () => {
    expect(issuesOf([template("a"), conditional("b", [template("a")])])).toEqual([
      "1.config.trueSteps.0.id: Used by another step.",
    ]);
  });

  it("are looked at no further when they are too many or too large", () => {
    const broken = { template: "{{_internal.a}}" };
    const many = Array.from({ length: 201 }, (_, at) => step(`s${at}`, "template", broken));
    expect(issuesOf(many)).toEqual([": Use at most 200 steps."]);
    const large = { variableName: "v", value: "-eyJ{{_internal}}".repeat(10_000) };
    expect(issuesOf([step("a", "set-variable", large)])).toEqual([
      ": Use at most 131072 bytes of JSON.",
    ]);
  });

  it("are at most 200 and at most 128 KiB, branches counted", () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => template(`s${at}`));
    expect(issuesOf([conditional("if", many(199))])).toEqual([]);
    expect(issuesOf([conditional("if", many(200))])).toEqual([": Use at most 200 steps."]);
    const long = (id: string) => step(id, "template", { template: "é".repeat(16_000) });
    expect(issuesOf(["a", "b", "c", "d"].map(long))).toEqual([]);
    expect(issuesOf(["a", "b", "c", "d", "e"].map(long))).toEqual([
      ": Use at most 131072 bytes of JSON.",
    ]);
  });

  it.each([
    ["id", { id: "" }],
    ["id", { id: "a b" }],
    ["id", { id: "a".repeat(65) }],
    ["name", { name: "" }],
    ["order", { order: -1 }],
    ["order", { order: 1.5 }],
    ["enabled", { enabled: "yes" }],
    ["when", { when: "" }],
    ["config.template", { config: { template: "x".repeat(32_001) } }],
    ["config.template", { config: { template: "a\0b" } }],
    ["config.outputVariable", { config: { template: "", outputVariable: "__proto__" } }],
    ["config.outputVariable", { config: { template: "", outputVariable: "constructor" } }],
    ["config.errorHandling.onError", { config: { template: "", errorHandling: { onError: 1 } } }],
  ])("refuse a bad %s: %j", (path, more) => {
    const issues = issuesOf([{ ...template("a"), ...more }]);
    expect(issues.map((issue) => issue.split(":")[0])).toEqual([`0.${path}`]);
  });

  it.each([
    ["config.http.method", { ...http, method: "TRACE" }],
    ["config.http.url", { ...http, url: "" }],
    ["config.http.url", { ...http, url: `https://e.com/${"x".repeat(2_000)}` }],
    ["config.http.headers.X-Id", { ...http, headers: { "X-Id": 1 } }],
    ["config.http", { ...http, timeout: 1 }],
  ])("refuse a request with a bad %s", (path, bad) => {
    const issues = issuesOf([step("a", "api-call", { http: bad })]);
    expect(issues.map((issue) => issue.split(":")[0])).toEqual([`0.${path}`]);
  });
});
