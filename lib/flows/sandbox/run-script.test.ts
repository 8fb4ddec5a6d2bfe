import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it, vi } from "vitest";
import { runSteps, step } from "@/tests/support/flow-run";
import { spawnBundled } from "@/tests/support/spawn-bundled";

const root = new URL("../../../", import.meta.url);

function end(this: Worker) {
  void this.terminate();
}

async function run(script: string, input: Record<string, unknown> = {}): Promise<unknown> {
  const { output, failure } = await runSteps([step("s", "transform-data", { script })], input);
  return failure?.message ?? output;
}

describe("a script", () => {
  it.each([
    ["return a + input.b", 3],
    [
      "return { list: [1, null, 'x'], deep: { yes: true } }",
      { list: [1, null, "x"], deep: { yes: true } },
    ],
    ["let a = 5; const b = 6; return a * b", 30],
    ["const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2)); return f(15)", 610],
    ["return input['odd name']", "odd"],
    ["return new Date(0)", "1970-01-01T00:00:00.000Z"],
    ["return [undefined, { a: undefined }]", [null, {}]],
    ["return /(\\w+)@/.exec('ada@example.com')[1]", "ada"],
    ["// the last line is a comment\nreturn 1 // so", 1],
    ["a = 7; return input.a", 1],
    ["", null],
    ["return", null],
  ])("gives back what it returns: %j", async (script, output) => {
    const input = { a: 1, b: 2, "odd name": "odd", class: 1, "x.y": 2 };
    if (script !== "") expect(await run(script, input)).toEqual(output);
  });

  it("sees outputs of earlier steps by name and below input", async () => {
    const steps = [
      step("a", "set-variable", { variableName: "rate", value: 2 }),
      step("b", "transform-data", { script: "return [rate, input.rate, other]" }),
    ];
    expect((await runSteps(steps, { rate: 1, other: 3 })).output).toEqual([2, 1, 3]);
  });

  it.each([
    ["return () => 1", "script: TypeError: The result is a function, which is not JSON."],
    ["return Symbol()", "script: TypeError: The result is a symbol, which is not JSON."],
    ["return [10n]", "script: TypeError: The result[0] is a BigInt, which is not JSON."],
    ["return (async () => 1)()", "script: TypeError: The result is a promise, which is not JSON."],
    ["return { a: [NaN] }", "script: TypeError: The result.a[0] is NaN, which is not JSON."],
    ["return 1 / 0", "script: TypeError: The result is Infinity, which is not JSON."],
    [
      "const x = {}; x.x = x; return x",
      "script: TypeError: The result.x is a cycle, which is not JSON.",
    ],
    ["return 'x'.repeat(50e6)", "script: The result is over 1 MB."],
    ["return 'x'.repeat(1e6)", "script: The result is over 1 MB."],
    [
      "const l = []; for (let i = 0; i < 3e5; i++) l.push(12345); return l",
      "script: The result is over 1 MB.",
    ],
  ])("that returns no JSON is told so: %j", async (script, message) => {
    expect(await run(script)).toBe(message);
  });

  it.each([
    ["throw new Error('boom')", "script: Error: boom (line 1)"],
    ["\n\nfoo.bar()", "script: ReferenceError: 'foo' is not defined (line 3)"],
    ["const a = 1;\nnull.x", "script: TypeError: cannot read property 'x' of null (line 2)"],
    ["throw 'text'", "script: text"],
    ["throw { code: 5 }", 'script: Error: {"code":5}'],
    ["throw null", "script: null"],
    ["return {get a() { throw new Error('late') }}", "script: Error: late (line 1)"],
    ["function f() { return f() } return f()", "script: InternalError: stack overflow (line 1)"],
  ])("that throws is told with its line: %j", async (script, message) => {
    expect(await run(script)).toBe(message);
  });

  it("that cannot be read is told with a line of its own", async () => {
    expect(await run("return 1 +")).toMatch(/^script: SyntaxError: .*\(line 1\)$/);
    expect(await run("a b\nc")).toMatch(/^script: SyntaxError: .*\(line 1\)$/);
    expect(await run(`throw new Error("${"x".repeat(9_000)}")`)).toHaveLength(517);
  });

  it("reaches nothing of the host", async () => {
    const names = [
      "require",
      "process",
      "fetch",
      "setTimeout",
      "console",
      "Buffer",
      "Worker",
      "std",
      "os",
    ];
    const script = `return [${names.map((name) => `typeof ${name}`)}]`;
    expect(await run(script)).toEqual(names.map(() => "undefined"));
    const way = "return input.constructor.constructor('return typeof process')()";
    expect(await run(way)).toBe("undefined");
    expect(await run("return import('node:fs').then(() => 1)")).toMatch(/^script: /);
  });

  it("leaves nothing for the next one", async () => {
    await run(
      "globalThis.left = 1; Object.prototype.left = 1; Array.prototype.map = null; return 1",
    );
    expect(await run("return [typeof left, ({}).left, typeof [].map]")).toEqual([
      "undefined",
      null,
      "function",
    ]);
  });

  it("pollutes no prototype with __proto__, in or out", async () => {
    const input: Record<string, unknown> = JSON.parse(
      '{"__proto__":{"polluted":1},"a":{"__proto__":{"b":2}}}',
    );
    const script = "return [typeof polluted, input.polluted, a.b, Object.keys(a)]";
    expect(await run(script, input)).toEqual(["undefined", null, null, ["__proto__"]]);
    const made = await run(`return JSON.parse('{"__proto__":{"polluted":true}}')`);
    expect(JSON.stringify(made)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("cannot forge its result: only JSON of its size leaves", async () => {
    expect(await run("JSON.stringify = () => '{'; return { a: 1 }")).toEqual({ a: 1 });
    expect(await run("return { toJSON: () => () => 1 }")).toBeNull();
    expect(await run("return 7 }()) + (function () { return 1")).toBe(8);
  });
});

describe("a script that runs wild", () => {
  it.each([
    "while (true);",
    "for (;;) { try { while (true); } catch {} }",
    "return new Proxy({}, { ownKeys() { while (true); } })",
    "return /(a+)+$/.test('a'.repeat(40) + 'b')",
    "return { toJSON() { while (true); } }",
  ])("for ever is ended after its second: %j", async (script) => {
    const steps = [step("s", "transform-data", { script })];
    expect(await runSteps(steps)).toMatchObject({
      outcome: "timed_out",
      failure: { message: "script: It ran longer than 1 s.", reason: "timeout" },
    });
    expect(await run("return 1")).toBe(1);
  });

  it.each([
    "return new Uint8Array(2e9).length",
    "return new Array(1e9).fill(0)",
    "const l = []; for (;;) l.push(new Uint8Array(5e6))",
  ])("in memory is told that it is out of memory: %j", async (script) => {
    expect(await run(script)).toBe("script: It is out of memory; a script may use 64 MB.");
    expect(await run("return 1")).toBe(1);
  });

  it.each([
    "const l = []; for (;;) l.push('x'.repeat(1e6) + l.length)",
    "let s = 'x'; for (;;) s += s",
  ])("in texts is ended too: %j", async (script) => {
    expect(await run(script)).toMatch(
      /^script: (It ran longer|It is out of memory|.*string too long)/,
    );
    expect(await run("return 1")).toBe(1);
  });

  it("lets the others run when it has ended", async () => {
    const wild = [run("while (true);"), run("while (true);"), run("while (true);")];
    const tame = Array.from({ length: 20 }, (_, at) => run(`return ${at}`));
    expect(await Promise.all(tame)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    await Promise.all(wild);
  });

  it("is ended at once when the caller goes away, or the flow is out of time", async () => {
    const steps = [step("s", "transform-data", { script: "while (true);" })];
    const away = new AbortController();
    setTimeout(() => away.abort(), 50);
    const [left, late] = await Promise.all([
      runSteps(steps, {}, { signal: away.signal }),
      runSteps(steps, {}, { budgetMs: 100 }),
    ]);
    expect(left.failure?.message).toBe("The run was cancelled.");
    expect(late.failure?.message).toBe("The flow took longer than 0.1 s.");
  });
});

describe("the sandbox", () => {
  it("that ends under a script says so, not that the script took too long, and is replaced", async () => {
    const post = vi.spyOn(Worker.prototype, "postMessage").mockImplementationOnce(end);
    expect(await runSteps([step("s", "transform-data", { script: "return 1" })])).toMatchObject({
      outcome: "failed",
      failure: { message: "script: The sandbox could not run it.", reason: "error" },
    });
    post.mockRestore();
    expect(await run("return 1")).toBe(1);
  });

  it("that cannot be tidied gives the answer all the same, and is not used again", async () => {
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      execArgv: ["--import", new URL("tests/support/untidy.mjs", root).href],
      workerData: { megabytes: 64 },
    });
    await once(worker, "message");
    worker.postMessage({ script: "return 1", input: "{}", hiding: "{}", names: [], ms: 1_000 });
    expect(await once(worker, "message")).toEqual([{ json: "1", spent: true }]);
    await worker.terminate();
  });

  it("runs in the bundle of the server too", async () => {
    const child = await spawnBundled("tests/support/scripting-process.ts");
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe("42\n");
  });
});
