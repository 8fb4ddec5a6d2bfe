import { describe, expect, it } from "vitest";
import { growth } from "@/tests/support/growth";
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
    for (const piece of ["{{", "{{ ", "{{a", "{{a ", "{{ a}"]) {
      const task = (size: number) => {
        const texts = [piece.repeat(size), `{{${piece.slice(2).repeat(size)}`];
        return () => texts.map(templateVariables);
      };
      expect(growth(task, 4_000)).toBeLessThan(24);
    }
  });
});
