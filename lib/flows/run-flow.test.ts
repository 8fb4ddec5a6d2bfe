import { describe, expect, it } from "vitest";
import { runSteps as run, step } from "@/tests/support/flow-run";

describe("a run of a flow", () => {
  it("gives the outputs by variable, the last one, and a timeline", async () => {
    const flow = [
      step("a", "template", { template: "Hello {{name}}", outputVariable: "greeting" }),
      step("b", "set-variable", { variableName: "answer", value: { text: "{{greeting}}!" } }),
    ];
    expect(await run(flow, { name: "Ada" })).toEqual({
      outcome: "succeeded",
      output: { text: "Hello Ada!" },
      outputs: { greeting: "Hello Ada", answer: { text: "Hello Ada!" } },
      durationUs: expect.any(Number),
      steps: [
        expect.objectContaining({ id: "a", status: "succeeded", output: "Hello Ada" }),
        expect.objectContaining({ id: "b", status: "succeeded", output: { text: "Hello Ada!" } }),
      ],
    });
  });

  it("runs a script on variables and input", async () => {
    const flow = [
      step("s", "transform-data", { script: "return a + input.b", outputVariable: "sum" }),
    ];
    const result = await run(flow, { a: 1, b: 2 });
    expect(result).toMatchObject({ outcome: "succeeded", outputs: { sum: 3 } });
  });
});
