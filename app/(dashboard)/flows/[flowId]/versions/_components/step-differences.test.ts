import { describe, expect, it } from "vitest";
import { stepDifferences } from "./step-differences";

function step(id: string, config: Record<string, unknown>) {
  return { id, type: "template", name: id, order: 0, enabled: true, config };
}

describe("the differences of two versions", () => {
  it("are none when nothing changed, whatever the order of the fields", () => {
    const before = [step("a", { template: "x", outputVariable: "y" })];
    const after = [step("a", { outputVariable: "y", template: "x" })];
    expect(stepDifferences(before, after)).toEqual([]);
  });

  it("name what was added, removed and changed, field by field", () => {
    const before = [step("a", { http: { url: "one" } }), step("b", {})];
    const after = [step("a", { http: { url: "two", method: "GET" } }), step("c", {})];
    expect(stepDifferences(before, after)).toEqual([
      {
        id: "a",
        name: "a",
        kind: "changed",
        fields: [
          { path: "http.url", before: "one", after: "two" },
          { path: "http.method", before: "not set", after: "GET" },
        ],
      },
      { id: "c", name: "c", kind: "added", fields: [] },
      { id: "b", name: "b", kind: "removed", fields: [] },
    ]);
  });

  it("see into branches, and tell a step that moved by its place", () => {
    const inner = step("yes", { template: "x" });
    const before = [step("choice", { condition: "a", trueSteps: [inner], falseSteps: [] })];
    const after = [step("choice", { condition: "a", trueSteps: [], falseSteps: [inner] })];
    expect(stepDifferences(before, after)).toEqual([
      {
        id: "yes",
        name: "yes",
        kind: "changed",
        fields: [{ path: "place", before: "1 trueSteps 1", after: "1 falseSteps 1" }],
      },
    ]);
  });
});
