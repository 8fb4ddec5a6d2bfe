import { describe, expect, it } from "vitest";
import { runSteps as run, step } from "@/tests/support/flow-run";

const say = (id: string, template: string) =>
  step(id, "template", { template, outputVariable: id });

describe("a template", () => {
  const order = { id: 7, items: [{ name: "pen" }], open: true, none: null };
  const render = async (template: string) =>
    (await run([say("a", template)], { order, name: "Ada", empty: "", "my-key": 1 })).output;

  it.each([
    ["{{name}} {{input.name}} {{ name }}", "Ada Ada Ada"],
    ["{{order.items.0.name}} {{order.items[0].name}}", "pen pen"],
    ["{{order.items.length}} {{name.length}}!", "1 3!"],
    ["Order: {{order}}", `Order: ${JSON.stringify(order)}`],
    ["{{order.open}}/{{order.none}}/{{order.id}}", "true//7"],
    ["{{my-key}}.", "1."],
    ["{{order}}", order],
    ["{{order.id}}", 7],
    [" {{order.id}}", " 7"],
    ["{{missing}}", ""],
    ["<{{missing.deep}}{{order.items.9.name}}{{empty}}>", "<>"],
    ["{{1a}} {{a b}} {{}} {x} {{{name}}}", "{{1a}} {{a b}} {{}} {x} {Ada}"],
    ["no placeholder", "no placeholder"],
    ["", ""],
  ])("%j becomes %j", async (template, output) => {
    expect(await render(template)).toEqual(output);
  });

  it.each([
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "order.__proto__",
    "order.constructor.name",
    "input.__proto__.x",
    "name.constructor",
    "order.items.map",
  ])("never reaches a name of a prototype: %s", async (path) => {
    expect(await render(`<{{${path}}}>`)).toBe("<>");
  });

  it("is not rendered twice: a value with braces stays as it is", async () => {
    const input = { a: "{{b}}", b: "secret" };
    expect((await run([say("x", "{{a}}!"), say("y", "{{x}}")], input)).output).toBe("{{b}}!");
  });

  it("reads the record that came along", async () => {
    const _record = { name: "Acme", metadata: { plan: "pro" } };
    const { output } = await run([say("a", "{{_record.name}}: {{_record.metadata.plan}}")], {
      _record,
    });
    expect(output).toBe("Acme: pro");
  });
});
