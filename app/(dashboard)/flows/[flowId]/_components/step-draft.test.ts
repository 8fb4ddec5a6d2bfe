import { describe, expect, it } from "vitest";
import {
  branchPath,
  freeId,
  freeName,
  idsOf,
  listAt,
  moved,
  numbered,
  type StepDraft,
  sameJson,
  withList,
  withValue,
} from "./step-draft";

function step(id: string, config: Record<string, unknown> = {}): StepDraft {
  return { id, type: "template", name: id, enabled: true, config };
}

const nested = [
  step("first"),
  step("choice", { condition: "{{a}}", trueSteps: [step("yes")], falseSteps: [] }),
];

describe("the steps of a flow in the editor", () => {
  it("are found in a branch, and replaced there alone", () => {
    const path = branchPath({ list: [], index: 1 }, "trueSteps");
    expect(listAt(nested, path).map(({ id }) => id)).toEqual(["yes"]);
    const changed = withList(nested, path, [step("other")]);
    expect(idsOf(changed)).toEqual(["first", "choice", "other"]);
    expect(idsOf(nested)).toEqual(["first", "choice", "yes"]);
  });

  it("never share an id", () => {
    expect(freeId(nested, "yes")).toBe("yes-2");
    expect(freeId([...nested, step("yes-2")], "yes")).toBe("yes-3");
    expect(freeId(nested, "fetch-url")).toBe("fetch-url");
  });

  it("get names that tell them apart, those of branches too", () => {
    expect(freeName(nested, "Template")).toBe("Template");
    expect(freeName(nested, "yes")).toBe("yes 2");
    expect(freeName([...nested, step("yes 2")], "yes")).toBe("yes 3");
  });

  it("are sent in the order in which they stand, branches too", () => {
    expect(numbered(moved(nested, 1, 0))).toMatchObject([
      { id: "choice", order: 0, config: { trueSteps: [{ id: "yes", order: 0 }] } },
      { id: "first", order: 1 },
    ]);
  });

  it("stay where they are when there is no such place", () => {
    expect(idsOf(moved(nested, 0, 5))).toEqual(idsOf(nested));
    expect(idsOf(moved(nested, 7, 0))).toEqual(idsOf(nested));
  });
});

describe("a field of a step", () => {
  it("is set at any depth without touching its neighbours", () => {
    const config = { http: { method: "GET", url: "a" }, outputVariable: "page" };
    expect(withValue(config, ["http", "url"], "b")).toEqual({
      http: { method: "GET", url: "b" },
      outputVariable: "page",
    });
  });

  it("is gone when it is left empty", () => {
    expect(
      withValue({ outputVariable: "page", template: "x" }, ["outputVariable"], undefined),
    ).toEqual({ template: "x" });
  });

  it("takes with it what held nothing else", () => {
    const config = { template: "x", errorHandling: { onError: "continue" } };
    expect(withValue(config, ["errorHandling", "onError"], undefined)).toEqual({ template: "x" });
  });

  it("is the same in whatever order its names stand", () => {
    expect(sameJson({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 })).toBe(true);
    expect(sameJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(sameJson({ a: undefined }, {})).toBe(true);
  });
});
