import { describe, expect, it } from "vitest";
import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import { deriveParametersSchema, flowVariables } from "./variables";

const step = (id: string, type: string, config: object, more: object = {}) => ({
  id,
  type,
  name: id,
  config,
  ...more,
});
const variables = (steps: unknown) => flowVariables(flowStepsField.parse(steps));

describe("the inputs of a flow", () => {
  it("are what its steps read, each once, in order", () => {
    const http = {
      url: "https://{{host}}/{{path.a}}",
      headers: { "X-A": "{{header}}" },
      body: { a: ["{{body}}"] },
    };
    const branch = [
      step("e", "get-record", { recordType: "{{type}}", recordName: "{{input.name}}" }),
    ];
    const steps = [
      step(
        "a",
        "template",
        { template: "{{name}} {{_record.metadata.plan}}" },
        { when: "{{ready}} && open" },
      ),
      step("b", "api-call", { http }),
      step("c", "transform-data", { script: "return input.total * input['rate'] + other.x" }),
      step("d", "conditional", { condition: "'{{quoted}}' == limit", trueSteps: branch }),
      step("f", "upsert-record", { recordType: "t", sourceVariable: "data" }),
      step("g", "list-records", { recordType: "t", search: "{{search}}" }),
    ];
    expect(variables(steps)).toEqual([
      ...["ready", "open", "name", "_record", "host", "path", "header", "body", "total", "rate"],
      ...["quoted", "limit", "type", "data", "search"],
    ]);
  });

  it("are not what an earlier step sets, nor what a disabled one reads", () => {
    const set = (id: string, value: unknown) =>
      step(id, "set-variable", { variableName: id, value });
    const steps = [
      step("z", "template", { template: "{{late}}", outputVariable: "text" }),
      set("late", "{{text}}"),
      step("c", "conditional", { condition: "a", trueSteps: [set("inner", 1)], falseSteps: [] }),
      step("t", "template", { template: "{{late}} {{inner}} {{input.inner}}" }),
      step("off", "template", { template: "{{unread}}" }, { enabled: false }),
    ];
    expect(variables(steps)).toEqual(["late", "a"]);
  });

  it("become a schema that asks for none and takes any", () => {
    const steps = flowStepsField.parse([step("a", "template", { template: "{{b}}{{a}}" })]);
    expect(deriveParametersSchema(steps)).toEqual({
      type: "object",
      properties: { b: {}, a: {} },
      required: [],
      additionalProperties: true,
    });
    expect(deriveParametersSchema([]).properties).toEqual({});
  });
});
