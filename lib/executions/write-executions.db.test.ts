import { afterEach, describe, expect, it } from "vitest";
import { maintainUsage } from "@/lib/background/maintenance";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { env, parseEnv } from "@/lib/env";
import type { EndedRun } from "@/lib/executions/execution-row";
import {
  drainExecutions,
  executionQueue,
  flushExecutions,
  recordExecution,
} from "./write-executions";

const before = env();

afterEach(() => {
  globalThis.runtypeEnv = before;
});

function ended(facts: Partial<EndedRun> = {}, run: Partial<EndedRun["run"]> = {}): EndedRun {
  return {
    id: newId("execution"),
    organizationId: newId("organization"),
    flowId: newId("flow"),
    versionNumber: null,
    environment: "test",
    trigger: "run",
    keyId: null,
    userId: null,
    productId: null,
    surfaceId: null,
    capabilityId: null,
    requestId: newId("request"),
    startedAt: Date.now(),
    input: { a: 1 },
    run: { outcome: "succeeded", steps: [], output: 1, outputs: {}, durationUs: 5, ...run },
    ...facts,
  };
}

async function written(run: EndedRun) {
  recordExecution(run);
  await drainExecutions();
  return prisma().flowExecution.findUniqueOrThrow({ where: { id: run.id } });
}

const stepWith = (output: unknown, id = "a") => ({
  id,
  name: "A",
  type: "template",
  status: "succeeded" as const,
  startedUs: 0,
  durationUs: 1,
  output,
});

describe("a run that has ended", () => {
  it("is written whole, once, however often it comes", async () => {
    const run = ended({}, { steps: [stepWith({ b: 2 })], output: { b: 2 } });
    recordExecution(run);
    const row = await written(run);
    expect(row).toMatchObject({ input: { a: 1 }, output: { b: 2 }, steps: [stepWith({ b: 2 })] });
    expect(row.startedAt.getTime()).toBe(run.startedAt);
    expect(executionQueue()).toMatchObject({ length: 0, size: 0 });
  });

  it("keeps what the database cannot hold as text in a form that it can", async () => {
    const odd = { "nu\0l": "a\0b", half: "\ud800", back: "\\u0000", unit: "\u001f" };
    const { output } = await written(ended({}, { output: odd }));
    expect(output).toEqual({
      "nu\ufffdl": "a\ufffdb",
      half: "\ufffd",
      back: "\\u0000",
      unit: "\u001f",
    });
  });

  it("keeps of a large value how it begins and how large it is", async () => {
    const large = "x".repeat(100_000);
    const steps = Array.from({ length: 20 }, (_, at) => stepWith("y".repeat(30_000), `s${at}`));
    const row = await written(ended({ input: { large } }, { steps, output: large }));
    expect(row.input).toMatchObject({ truncated: true, bytes: 100_012 });
    expect(row.output).toMatchObject({ truncated: true, bytes: 100_002 });
    expect(JSON.stringify(row.steps).length).toBeLessThan(400_000);
    expect(row.steps).toHaveLength(20);
  });

  it.each([
    ["all", "succeeded", true],
    ["failed", "succeeded", false],
    ["failed", "failed", true],
    ["none", "failed", false],
  ] as const)(
    "with data kept of %s and a run that %s: kept is %s",
    async (setting, outcome, kept) => {
      globalThis.runtypeEnv = { ...before, RUNTYPE_EXECUTION_DATA: setting };
      const row = await written(
        ended({}, { outcome, steps: [stepWith("secret")], output: "secret" }),
      );
      expect(row.input).toEqual(kept ? { a: 1 } : null);
      expect(JSON.stringify(row).includes("secret")).toBe(kept);
      expect(row.steps).toMatchObject([{ id: "a", status: "succeeded", durationUs: 1 }]);
    },
  );

  it("is not lost while the database cannot be asked, nor the others with it", async () => {
    const runs = Array.from({ length: 2_500 }, () => ended());
    for (const run of runs) recordExecution(run);
    await closeUsagePool();
    globalThis.runtypeEnv = { ...before, DATABASE_URL: "postgresql://x@127.0.0.1:1/x" };
    await expect(flushExecutions()).rejects.toThrow();
    expect(executionQueue()).toHaveLength(2_500);
    await closeUsagePool();
    globalThis.runtypeEnv = before;
    await drainExecutions();
    const ids = runs.map(({ id }) => id);
    expect(await prisma().flowExecution.count({ where: { id: { in: ids } } })).toBe(2_500);
  });

  it("is never left out because much is waiting: only its data is, and says how large it was", async () => {
    const data = "x".repeat(30_000);
    const steps = Array.from({ length: 8 }, (_, at) => stepWith(data, `s${at}`));
    const runs = Array.from({ length: 400 }, () => ended({ input: { data } }, { steps }));
    for (const run of runs) recordExecution(run);
    expect(executionQueue().size).toBeLessThan(65_000_000);
    expect(executionQueue()).toHaveLength(400);
    await drainExecutions();
    expect(executionQueue()).toMatchObject({ length: 0, size: 0 });
    const ids = runs.map(({ id }) => id);
    expect(await prisma().flowExecution.count({ where: { id: { in: ids } } })).toBe(400);
    const [first, last] = await Promise.all(
      [ids[0], ids[399]].map((id = "") => prisma().flowExecution.findUnique({ where: { id } })),
    );
    expect(first).toMatchObject({ input: { data }, steps });
    expect(last).toMatchObject({
      outcome: "succeeded",
      input: { truncated: true, bytes: 30_011, preview: "" },
      output: { truncated: true, bytes: 1, preview: "" },
    });
    expect(last?.steps).toHaveLength(8);
    expect(JSON.stringify(last?.steps)).not.toContain("xx");
  });

  it("that is nested too deep to be written is kept without what is", async () => {
    let deep: unknown = null;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(await written(ended({}, { output: deep }))).toMatchObject({
      input: { a: 1 },
      output: { truncated: true },
    });
  });

  it("does not hold up the others when the database refuses it", async () => {
    const refused = ended({ startedAt: 1e18 });
    const good = Array.from({ length: 5 }, () => ended());
    for (const run of [...good.slice(0, 2), refused, ...good.slice(2)]) recordExecution(run);
    await drainExecutions();
    const ids = good.map(({ id }) => id);
    expect(await prisma().flowExecution.count({ where: { id: { in: ids } } })).toBe(5);
    expect(executionQueue()).toMatchObject({ length: 0, size: 0 });
  });

  it("is forgotten after the days that the operator sets", async () => {
    const days = (count: number) => Date.now() - count * 86_400_000;
    const old = await written(ended({ startedAt: days(31) }));
    const recent = await written(ended({ startedAt: days(29) }));
    await maintainUsage();
    const left = await prisma().flowExecution.findMany({
      where: { id: { in: [old.id, recent.id] } },
    });
    expect(left.map(({ id }) => id)).toEqual([recent.id]);
  });
});

describe("the settings of runs", () => {
  it("are all data for 30 days unless set", () => {
    const { RUNTYPE_EXECUTION_DATA: data, RUNTYPE_EXECUTION_DAYS: days } = parseEnv(process.env);
    expect({ data, days }).toEqual({ data: "all", days: 30 });
  });
});
