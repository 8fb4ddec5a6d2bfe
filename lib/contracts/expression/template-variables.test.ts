import { describe, expect, it } from "vitest";
import { templateVariables } from "./template";

describe("the variables of a text", () => {
  it.each([
    ["Hello {{name}}", ["name"]],
    ["{{ b }} {{a}} {{b}}", ["b", "a"]],
    ["{{order.total}} of {{_record.metadata.plan}}", ["order.total", "_record.metadata.plan"]],
    ["{{}} {{ }} {name} {{1a}} {{a b}} {{secret:KEY}}", []],
    ["{{{name}}} and {{open", ["name"]],
    ["{{a\n}}", ["a"]],
  ])("of %j are %j", (text, variables) => {
    expect(templateVariables(text)).toEqual(variables);
  });

  it("are found in time that grows with the text alone", () => {
    const started = performance.now();
    for (const piece of ["{{", "{{ ", "{{a", "{{a ", "{{ a}"]) {
      templateVariables(piece.repeat(64_000 / piece.length));
      templateVariables(`{{${piece.slice(2).repeat(64_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
