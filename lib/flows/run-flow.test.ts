import { describe, expect, it } from "vitest";
import { flowRun } from "@/lib/contracts/flow/run";
import { storedSteps } from "@/lib/contracts/flow-steps/flow-step";
import { compileFlow } from "@/lib/flows/compile-flow";
import { runFlow } from "@/lib/flows/run";
import { noRecords, noSecrets, runSteps as run, someOwner, step } from "@/tests/support/flow-run";

const say = (id: string, template: string, more: object = {}) =>
  step(id, "template", { template, outputVariable: id }, more);
const set = (id: string, value: unknown, more: object = {}) =>
  step(id, "set-variable", { variableName: id, value, ...more });
const when = (
  id: string,
  condition: string,
  trueSteps: object[],
  falseSteps: object[] = [],
  more = {},
) => step(id, "conditional", { condition, trueSteps, falseSteps, ...more });
const failing = (id: string, more: object = {}) =>
  step(id, "update-record", {
    recordType: "x",
    recordName: "x",
    sourceVariable: "missing",
    outputVariable: id,
    ...more,
  });

/** `id status` of every step. */
const statuses = ({ steps }: { steps: { id: string; status: string }[] }) =>
  steps.map(({ id, status }) => `${id} ${status}`);

describe("a run of a flow", () => {
  it("gives the outputs by variable, the last one, and a timeline", async () => {
    const result = await run(
      [say("greeting", "Hello {{name}}"), set("answer", { text: "{{greeting}}!" })],
      { name: "Ada" },
    );
    expect(flowRun.parse(result)).toEqual(result);
    expect(result).toEqual({
      outcome: "succeeded",
      output: { text: "Hello Ada!" },
      outputs: { greeting: "Hello Ada", answer: { text: "Hello Ada!" } },
      durationUs: expect.any(Number),
      steps: ["greeting", "answer"].map((id) => ({
        id,
        name: `Step ${id}`,
        type: expect.any(String),
        status: "succeeded",
        startedUs: expect.any(Number),
        durationUs: expect.any(Number),
        output: result.outputs[id],
      })),
    });
  });

  it("of no steps succeeds with nothing", async () => {
    expect(await run([])).toMatchObject({ outcome: "succeeded", output: null, steps: [] });
  });

  it("leaves nothing for the next run of the same compiled flow", async () => {
    const flow = compileFlow(storedSteps.parse([say("a", "{{b}}{{name}}"), say("b", "b")]));
    const once = (name: string) =>
      runFlow(flow, { input: { name }, records: noRecords, secrets: noSecrets, owner: someOwner });
    const results = await Promise.all([once("x"), once("y"), once("z")]);
    expect(results.map(({ outputs }) => outputs.a)).toEqual(["x", "y", "z"]);
  });

  it("skips steps that are disabled or whose `when` is false, with all they hold", async () => {
    const result = await run(
      [
        say("a", "a", { enabled: false }),
        say("b", "b", { when: "{{yes}}" }),
        say("c", "c", { when: "!{{yes}}" }),
        when("d", "true", [say("e", "e"), when("f", "true", [say("g", "g")])], [], {}),
        { ...when("h", "true", [say("i", "i")], [say("j", "j")]), enabled: false },
      ],
      { yes: true },
    );
    expect(statuses(result)).toEqual([
      "a skipped",
      "b succeeded",
      "c skipped",
      "d succeeded",
      "e succeeded",
      "f succeeded",
      "g succeeded",
      "h skipped",
      "i skipped",
      "j skipped",
    ]);
    expect(result.outputs).toEqual({ b: "b", e: "e", g: "g" });
  });

  it("runs one branch, in the flow's own scope, and skips the other", async () => {
    const flow = [
      when("if", "{{total}} > 100", [set("size", "large")], [set("size2", "small")]),
      say("end", "{{size}}{{size2}}"),
    ];
    expect((await run(flow, { total: 101 })).output).toBe("large");
    const small = await run(flow, { total: "100" });
    expect(small.output).toBe("small");
    expect(statuses(small)).toEqual([
      "if succeeded",
      "size skipped",
      "size2 succeeded",
      "end succeeded",
    ]);
    expect(small.steps[0]?.output).toBe(false);
  });

  it("nests branches ten deep", async () => {
    const nested = (depth: number): object =>
      depth === 0 ? set("deep", "{{n}}") : when(`c${depth}`, "{{n}} == 1", [nested(depth - 1)]);
    expect((await run([nested(10)], { n: 1 })).outputs).toEqual({ deep: 1 });
  });
});

describe("a step that fails", () => {
  it("ends the flow and is named; what came before stays told", async () => {
    const result = await run([say("a", "a"), failing("b"), say("c", "c")]);
    expect(result).toMatchObject({
      outcome: "failed",
      output: "a",
      outputs: { a: "a" },
      failure: {
        stepId: "b",
        stepName: "Step b",
        message: "sourceVariable: missing is not an object.",
        reason: "error",
      },
    });
    expect(statuses(result)).toEqual(["a succeeded", "b failed", "c not_reached"]);
  });

  it("lets the flow continue with its default value when it says so, else with null", async () => {
    const onError = "continue";
    const result = await run([
      failing("a", { errorHandling: { onError, defaultValue: { n: 0 } } }),
      failing("b", { errorHandling: { onError } }),
      say("c", "{{a.n}}{{b}}"),
    ]);
    expect(result).toMatchObject({
      outcome: "succeeded",
      outputs: { a: { n: 0 }, b: null, c: "0" },
    });
    expect(statuses(result)).toEqual(["a continued", "b continued", "c succeeded"]);
    expect(result.steps[0]?.error).toBe("sourceVariable: missing is not an object.");
  });

  it("within a branch fails the flow, unless the conditional lets it continue", async () => {
    const inner = [failing("a"), say("b", "b")];
    const ended = await run([when("if", "true", inner), say("c", "c")]);
    expect(statuses(ended)).toEqual(["if failed", "a failed", "b not_reached", "c not_reached"]);
    expect(ended.failure?.stepId).toBe("a");
    const errorHandling = { onError: "continue" };
    const gone = await run([when("if", "true", inner, [], { errorHandling }), say("c", "c")]);
    expect(statuses(gone)).toEqual(["if continued", "a failed", "b not_reached", "c succeeded"]);
    expect(gone).toMatchObject({ outcome: "succeeded", output: "c" });
    expect(gone.failure).toBeUndefined();
  });

  it("for a reason of ours tells nothing of it", async () => {
    const get = () => Promise.reject(new Error("password of 10.0.0.7 is wrong"));
    const steps = [step("a", "get-record", { recordType: "x", recordName: "y" })];
    const result = await run(steps, {}, { records: { ...noRecords, get } });
    expect(result.failure?.message).toBe("The step failed for a reason within Runtype.");
    expect(JSON.stringify(result)).not.toContain("10.0.0.7");
  });

  it("is one that was stored before it was refused: secrets are not read while running either", async () => {
    const steps = storedSteps.parse([say("a", "x"), say("b", "{{secret:KEY}}")]);
    const flow = compileFlow(steps);
    const result = await runFlow(flow, {
      input: { "secret:KEY": "x" },
      records: noRecords,
      secrets: noSecrets,
      owner: someOwner,
    });
    expect(result.failure).toMatchObject({
      stepId: "b",
      message:
        "template: Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps (position 1).",
    });
    for (const condition of ["{{_internal.key}} == 1", "a +", "{{secret:KEY}}"]) {
      const bad = compileFlow(storedSteps.parse([when("c", condition, [])]));
      const { failure } = await runFlow(bad, {
        input: {},
        records: noRecords,
        secrets: noSecrets,
        owner: someOwner,
      });
      expect(failure?.message).toMatch(/^condition: .*\(position \d+\)\.$/);
    }
  });
});
