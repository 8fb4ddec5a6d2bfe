import { describe, expect, it } from "vitest";
import { runSteps, step } from "@/tests/support/flow-run";

describe("a script of one organization", () => {
  it("that loops makes no other organization wait", async () => {
    const loop = [step("s", "transform-data", { script: "while (true);" })];
    const away = new AbortController();
    const wild = Array.from({ length: 6 }, () => runSteps(loop, {}, { signal: away.signal }));
    const owner = { group: "another org", member: "key" };
    const steps = [step("s", "transform-data", { script: "return 1" })];
    const ended: string[] = [];
    const all = wild.map((run) => run.then(() => ended.push("wild")));
    await runSteps(steps, {}, { owner }).then(({ output }) => ended.push(`other ${output}`));
    // What is proven by now need not loop on until its time is over.
    away.abort();
    await Promise.all(all);
    expect(ended[0]).toBe("other 1");
  });

  it("beyond what may wait is refused as busy, also where a failing step is passed over", async () => {
    const owner = { group: "busy org", member: "key" };
    const steps = [
      step("s", "transform-data", {
        script: "return 1",
        errorHandling: { onError: "continue" },
      }),
    ];
    const runs = await Promise.all(
      Array.from({ length: 80 }, () => runSteps(steps, {}, { owner })),
    );
    const refused = runs.filter(({ failure }) => failure?.reason === "busy");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      outcome: "failed",
      failure: { message: "Too many scripts are waiting to run. Try again." },
    });
    expect(runs.filter(({ output }) => output === 1)).toHaveLength(80 - refused.length);
  });

  it("is refused before the run does anything when too many wait as it begins", async () => {
    const owner = { group: "full org", member: "key" };
    const script = step("s", "transform-data", { script: "return 1" });
    const waiting = Array.from({ length: 80 }, () => runSteps([script], {}, { owner }));
    const value = step("v", "set-variable", { variableName: "v", value: {} });
    const record = { recordType: "x", recordName: "y", sourceVariable: "v" };
    const { failure, steps } = await runSteps(
      [value, step("w", "upsert-record", record), { ...script, order: 1 }],
      {},
      { owner },
    );
    expect(failure).toMatchObject({ stepId: "s", reason: "busy" });
    expect(steps.map(({ status }) => status)).toEqual(["not_reached", "not_reached", "failed"]);
    await Promise.all(waiting);
  });
});
