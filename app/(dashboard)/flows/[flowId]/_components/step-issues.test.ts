import { describe, expect, it } from "vitest";
import { checkFlow } from "./check-flow";
import type { StepDraft } from "./step-draft";
import { configIssue, dueIssues, fieldKey } from "./step-issues";

function step(id: string, type: string, config: Record<string, unknown>): StepDraft {
  return { id, type, name: id, enabled: true, config };
}

const steps = [
  step("old", "template", {}),
  step("choice", "conditional", { trueSteps: [step("inner", "template", {})], falseSteps: [] }),
];
const all = checkFlow(steps).issues;
const due = (fresh: string[], left: string[] = []) => [
  ...dueIssues(steps, all, new Set(fresh), new Set(left)).keys(),
];

describe("a field that a step needs", () => {
  it("is named when the whole group it belongs to is missing", () => {
    const issues = checkFlow([step("fetch", "fetch-url", {})]).issues;
    const said = (path: string, required: boolean) =>
      configIssue(issues, [0, "config"], { path, required });
    expect(said("http.url", true)).toBe("Fill in this field.");
    expect(said("http.method", false)).toBeUndefined();
  });
});

describe("what is wrong with steps", () => {
  it("is said of a step that was there before", () => {
    expect(due([])).toEqual([...all.keys()]);
    expect(due(["choice", "inner"])).toEqual(["0/config/template"]);
  });

  it("is said of a new step once someone has left the field, and of that field alone", () => {
    const left = [fieldKey("choice", "config/condition")];
    expect(due(["old", "choice", "inner"], left)).toEqual(["1/config/condition"]);
  });

  it("is said of an old step inside a new one, and not of a new one inside an old one", () => {
    expect(due(["old", "choice"])).toEqual(["1/config/trueSteps/0/config/template"]);
    expect(due(["old", "inner"])).toEqual(["1/config/condition"]);
  });
});

describe("what a step does not understand", () => {
  const said = (type: string, config: Record<string, unknown>, place: string) =>
    checkFlow([step("one", type, config)]).issues.get(`0/config/${place}`);

  it.each([
    ["list-records", { limit: "1o" }, "limit", "Enter a number."],
    [
      "fetch-url",
      { http: { url: "https://a.example", headers: [{ name: "", value: "x" }] } },
      "http/headers",
      "Give each value a unique name.",
    ],
    [
      "set-variable",
      { variableName: "a", value: '{"a": 1' },
      "value",
      "This starts like JSON but is not valid JSON.",
    ],
    [
      "fetch-url",
      { http: { url: "https://a.example", method: "POST", body: "[1, 2" } },
      "http/body",
      "This starts like JSON but is not valid JSON.",
    ],
  ])("is named: %s %j", (type, config, place, words) => {
    expect(said(type, config, place)).toBe(words);
  });

  it.each(["a text", "{{name}}", '{"name": {{name}}}', '{"a": 1}', ""])(
    "is no text that is meant as one: '%s'",
    (value) => {
      expect(said("set-variable", { variableName: "a", value }, "value")).toBeUndefined();
    },
  );
});
