import { describe, expect, it } from "vitest";
import { MaskBudget } from "@/lib/flows/budgets";
import { maskOf } from "@/lib/flows/secrets/mask";
import { StepError } from "@/lib/flows/step-error";
import { noRecords, noSecrets, runSteps as run, step } from "@/tests/support/flow-run";

const say = (id: string, template: string) =>
  step(id, "template", { template, outputVariable: id });

describe("the bounds of a run", () => {
  it("are kept in time: a flow that is over it ends, whatever its steps let pass", async () => {
    const wait = () => new Promise<null>(() => undefined);
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
  });

  it("are kept when the caller is gone before it began", async () => {
    const result = await run([say("a", "a")], {}, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({
      outcome: "failed",
      failure: { message: "The run was cancelled." },
    });
  });

  it("are kept in what it does: its first effect waits for leave, which is asked for once", async () => {
    const asked: string[] = [];
    const upsert = async (type: string, name: string | null) => {
      asked.push(`upsert ${name}`);
      return { id: "r", type, name: String(name), metadata: {}, createdAt: "", updatedAt: "" };
    };
    const keep = (id: string, more: object = {}) =>
      step(id, "upsert-record", { recordType: "x", recordName: id, sourceVariable: "v", ...more });
    const value = step("v", "set-variable", { variableName: "v", value: {} });
    const records = { ...noRecords, upsert };
    const begin = async () => void asked.push("begin");
    await run([value, say("a", "a")], {}, { begin });
    expect(asked).toEqual([]);
    await run([value, keep("a"), keep("b")], {}, { records, begin });
    expect(asked.splice(0)).toEqual(["begin", "upsert a", "upsert b"]);
    const refuse = () => Promise.reject(new StepError("Taken over.", "busy"));
    const errorHandling = { onError: "continue" };
    const steps = [value, keep("a", { errorHandling }), keep("b")];
    const refused = await run(steps, {}, { records, begin: refuse });
    expect(refused.failure).toMatchObject({ stepId: "a", reason: "busy" });
    expect(asked).toEqual([]);
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

  it("are kept in work: templates and conditions together make and compare at most 20 MB", async () => {
    const big = { text: "x".repeat(900_000) };
    const digits = "1".repeat(900_000);
    const [one, other] = [`${digits}1`, `${digits}2`];
    const errorHandling = { onError: "continue" };
    for (const condition of ['"{{big}}." == 1', "one == 1", "one < other"]) {
      const steps = Array.from({ length: 40 }, (_, at) =>
        step(`s${at}`, "conditional", { condition, errorHandling }),
      );
      const { steps: ran } = await run(steps, { big, one, other });
      const done = ran.filter(({ status }) => status === "succeeded");
      expect(done.length).toBeLessThan(25);
      expect(ran.at(-1)?.error).toBe("The texts of the flow are over 20 MB together.");
    }
  });

  it("are kept in masking: what cannot be masked is told as ***, and the run as it was", async () => {
    const mask = maskOf(["a-secret-of-this-run"], new MaskBudget(100_000));
    const steps = [say("a", "{{text}}"), say("b", "short")];
    const text = "x".repeat(200_000);
    expect(
      await run(steps, { text }, { secrets: { ...noSecrets, mask: () => mask } }),
    ).toMatchObject({
      outcome: "succeeded",
      steps: [{ output: "***" }, { output: "short" }],
      outputs: { a: "***", b: "short" },
    });
    const tooDeep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    expect(mask.value(tooDeep)).toBe("***");
  });

  it("are kept in memory: what a step repeats is made no further than it can be used", async () => {
    const big = { text: "x".repeat(900_000) };
    const list = Array.from({ length: 8_000 }, () => "{{big}}");
    const twice = list.map((each) => `${each}.`);
    const http = { method: "POST", url: "http://example.com/" };
    const failures = [
      [
        step("a", "set-variable", { variableName: "a", value: twice }),
        "value: The text is too long.",
      ],
      [
        step("a", "api-call", { http: { ...http, body: list }, outputVariable: "a" }),
        "body: It is over 1 MB.",
      ],
      [
        step("a", "conditional", { condition: `"${"{{big}}".repeat(250)}" == "x"` }),
        "condition: The text is too long.",
      ],
      [
        step("a", "fetch-url", {
          http: { ...http, method: "GET", url: `http://example.com/?${"{{big}}".repeat(250)}` },
          outputVariable: "a",
        }),
        "url: The text is too long.",
      ],
    ] as const;
    const before = process.memoryUsage().rss;
    for (const [made, message] of failures) {
      expect((await run([made], { big })).failure?.message).toBe(message);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });
});
