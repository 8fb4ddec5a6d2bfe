import { describe, expect, it } from "vitest";
import { noRecords, runSteps as run, step } from "@/tests/support/flow-run";

const say = (id: string, template: string) =>
  step(id, "template", { template, outputVariable: id });

describe("the bounds of a run", () => {
  it("are kept in time: a flow that is over it ends, whatever its steps let pass", async () => {
    const wait = () => new Promise<null>((done) => setTimeout(() => done(null), 500));
    const errorHandling = { onError: "continue" };
    const steps = [
      step("a", "get-record", { recordType: "x", recordName: "y", errorHandling }),
      say("b", "b"),
    ];
    const result = await run(steps, {}, { records: { ...noRecords, get: wait }, budgetMs: 50 });
    expect(result).toMatchObject({
      outcome: "timed_out",
      failure: { stepId: "a", message: "The flow took longer than 0.05 s.", reason: "timeout" },
    });
    expect(result.steps.map(({ status }) => status)).toEqual(["failed", "not_reached"]);
    expect(result.durationUs).toBeLessThan(400_000);
  });

  it("are kept when the caller is gone before it began", async () => {
    const result = await run([say("a", "a")], {}, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({
      outcome: "failed",
      failure: { message: "The run was called off." },
    });
  });

  it("are kept in size: all outputs together have at most 5 MB", async () => {
    const text = "x".repeat(2_000_000);
    const steps = ["a", "b", "c"].map((id) => say(id, "{{text}}"));
    const result = await run(steps, { text });
    expect(result.failure).toMatchObject({
      stepId: "c",
      message: "The outputs of the flow are over 5 MB together.",
    });
    const many = await run([say("a", "{{text}}".repeat(1_000))], { text });
    expect(many.failure?.message).toBe("template: The text is too long.");
    const list = await run(
      [step("a", "set-variable", { variableName: "a", value: Array(1_000).fill("{{text}}") })],
      { text },
    );
    expect(list.failure?.message).toBe("The outputs of the flow are over 5 MB together.");
  });
});
