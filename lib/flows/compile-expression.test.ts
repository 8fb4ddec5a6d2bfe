import { describe, expect, it } from "vitest";
import { parseExpression } from "@/lib/contracts/expression/expression";
import { TextBudget } from "@/lib/flows/budgets";
import { compileCondition } from "@/lib/flows/compile-expression";
import { growth } from "@/tests/support/growth";

const input = {
  plan: "pro",
  total: 120,
  zero: 0,
  yes: true,
  list: [1, 2],
  user: { name: "Ada", age: 36 },
  text: "100",
  nothing: null,
};

const holds = (text: string) =>
  compileCondition(
    text,
    "when",
  )({ input, variables: new Map([["set", "by a step"]]), texts: new TextBudget() });

describe("a condition", () => {
  it.each([
    ["true", true],
    ["false", false],
    ["{{total}} > 100", true],
    ["{{total}} > 100 && {{plan}} == 'pro'", true],
    ['{{plan}} === "pro" || false', true],
    ["total >= 120 && total <= 120", true],
    ["user.age < 36", false],
    ["input.user.name == 'Ada'", true],
    ["{{ input.user.name }} != 'Ada'", false],
    ["!(plan == 'free')", true],
    ["!!list.length", true],
    ["list[1] === 2", true],
    ["set == 'by a step'", true],
    ["missing", false],
    ["missing == null && missing == undefined", true],
    ["missing === null", false],
    ["nothing === null", true],
    ["zero || nothing || ''", false],
    ["text == 100", true],
    ["text === 100", false],
    ["text < 20", false],
    ["'10' < '9'", true],
    ["-1.5e2 < -149", true],
    ["\"{{plan}}-{{total}}\" == 'pro-120'", true],
    ["'it\\'s' == \"it's\"", true],
    ["'a\\nb' != 'a b'", true],
    ["1 < 2 == true", true],
    ["true || a == b && false", true],
    ["(true || true) && false", false],
    ["list == list", true],
    ["list == '1,2'", false],
    ["constructor", false],
    ["user.__proto__ || user.toString", false],
  ])("%s is %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it.each([
    ["", "Something is missing (position 1)."],
    ["a ==", "Something is missing (position 5)."],
    ["a + b", "Unexpected + (position 3)."],
    ["a = 1", "Unexpected = (position 3)."],
    ["a & b", "Unexpected & (position 3)."],
    ["a ? b : c", "Unexpected ? (position 3)."],
    ["f(1)", "Unexpected ( (position 2)."],
    ["alert('x')", "Unexpected ( (position 6)."],
    ["a b", "Unexpected b (position 3)."],
    ["(a", "A ) is missing (position 3)."],
    ["a)", "Unexpected ) (position 2)."],
    ["'open", "Unexpected ' (position 1)."],
    ["`x`", "Unexpected ` (position 1)."],
    ["{{a b}} == 1", "{{a b}} names nothing (position 1)."],
    ["{{a == 1", "Unexpected { (position 1)."],
    ["a[b]", "Unexpected [ (position 2)."],
    ["a; b", "Unexpected ; (position 2)."],
    ["1a", "Unexpected 1 (position 1)."],
    [
      "a == {{secret:KEY}}",
      "Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps (position 6).",
    ],
    ["_internal.x", "_internal cannot be read (position 1)."],
    ["x == '{{_internal.x}}'", "_internal cannot be read (position 6)."],
    ["=> 1", "Unexpected = (position 1)."],
    ["new Date()", "Unexpected Date (position 5)."],
    ["this.process.exit()", "Unexpected ( (position 18)."],
  ])("that says more is refused with its place: %s", (text, problem) => {
    expect(parseExpression(text).problem).toBe(problem);
  });

  it("is refused when it is nested without end, and read in time that grows with the text alone", () => {
    expect(parseExpression(`${"(".repeat(1_000)}1`).problem).toMatch(/^Nested too deep/);
    expect(parseExpression("!".repeat(2_000)).problem).toMatch(/^Nested too deep/);
    for (const piece of ["(", "!", "a && ", "'", "{{", "1e", "a.", "a[0", " ", "-"]) {
      const task = (size: number) => {
        const text = piece.repeat(size / piece.length);
        return () => parseExpression(text);
      };
      expect(growth(task, 250)).toBeLessThan(24);
    }
  });

  it("compares plain values as JavaScript does", () => {
    const values = [
      "''",
      "'0'",
      "'1'",
      "'a'",
      "'10'",
      "0",
      "1",
      "-1",
      "10",
      "true",
      "false",
      "null",
    ];
    const operators = ["==", "!=", "===", "!==", "<", ">", "<=", ">="];
    for (const left of values) {
      for (const right of values) {
        for (const operator of operators) {
          const text = `${left} ${operator} ${right}`;
          expect([text, holds(text)]).toEqual([text, new Function(`return ${text}`)()]);
        }
      }
    }
  });
});
