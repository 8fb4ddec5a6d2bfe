// Runs scripts of flows, one at a time, in QuickJS: no clock of ours, no files, no network.
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } from "quickjs-emscripten";

const MAX_RESULT_LENGTH = 1_000_000;
const MAX_MESSAGE_LENGTH = 500;
const STACK_BYTES = 512 * 1024;
const FILE = "script";
/** What Linux counts processor time in. */
const TICK_MS = 10;

/** Runs inside the sandbox: turns the result into JSON or says why it cannot be. */
const WRITER = `(() => {
  "use strict";
  const { stringify } = JSON;
  const { isArray } = Array;
  const { keys } = Object;
  let budget = ${MAX_RESULT_LENGTH};
  const fail = (place, what) => { throw new TypeError(place + " is " + what + ", which is not JSON."); };
  const check = (value, place, above) => {
    switch (typeof value) {
      case "function": return fail(place, "a function");
      case "symbol": return fail(place, "a symbol");
      case "bigint": return fail(place, "a BigInt");
      case "number": if (value !== value || value === Infinity || value === -Infinity) fail(place, "" + value); return;
      case "string": budget -= value.length; return;
      case "object": break;
      default: return;
    }
    if (value === null) return;
    if (value instanceof Promise) fail(place, "a promise");
    for (let each = above; each; each = each.above) if (each.value === value) fail(place, "a cycle");
    if (above && above.depth > 98) fail(place, "nested more than 100 deep");
    if (typeof value.toJSON === "function") return;
    const here = { value, above, depth: above ? above.depth + 1 : 1 };
    if (isArray(value)) for (let at = 0; at < value.length && budget >= 0; at += 1) check(value[at], place + "[" + at + "]", here);
    else for (const name of keys(value)) check(value[name], place + "." + name, here);
  };
  return (value) => {
    check(value, "The result", null);
    return budget < 0 ? budget : stringify(value === undefined ? null : value);
  };
})()`;

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof undefined var void while with yield input NaN Infinity"
  ).split(" "),
);

// What scripts allocate is bounded by the memory itself: the interpreter's own count forgets much.
const PAGE_BYTES = 65_536;
const wasmMemory = new WebAssembly.Memory({
  initial: 256,
  maximum: (workerData.megabytes * 1024 * 1024) / PAGE_BYTES,
});
const wasmLimit = workerData.megabytes * 1024 * 1024;
const variant = newVariant(RELEASE_SYNC, { wasmMemory });
const quickJs = await newQuickJSWASMModuleFromVariant(variant);
parentPort.on("message", (job) => parentPort.postMessage(run(job)));
parentPort.postMessage("ready");

function run({ script, input, hiding, names, ms }) {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(wasmLimit);
  runtime.setMaxStackSize(STACK_BYTES);
  const isOver = deadline(ms);
  let late = false;
  runtime.setInterruptHandler(() => {
    late ||= isOver();
    return late;
  });
  const context = runtime.newContext();
  const held = [];
  const hold = (handle) => {
    held.push(handle);
    return handle;
  };
  const answer = answerOf(context, hold, { script, input, hiding, names }, () => late);
  return isTidied(held, context, runtime) ? answer : { ...answer, spent: true };
}

function answerOf(context, hold, job, isLate) {
  try {
    return evaluate(context, hold, job, isLate);
  } catch {
    return { failure: isLate() ? "time" : "memory", spent: true };
  }
}

/**
 * Whether a script has had its milliseconds of the processor; where nobody tells what a thread
 * uses, or when it hardly gets any, time on the clock counts.
 */
function deadline(ms) {
  const begin = performance.now();
  const before = processorMs();
  let next = begin + ms;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    const left = now > begin + 3 * ms ? 0 : ms - (processorMs() - before);
    if (!(left > TICK_MS)) return true;
    next = now + left;
    return false;
  };
}

/** Milliseconds of the processor that this thread has used; NaN when that is not known. */
function processorMs() {
  if (process.threadCpuUsage) {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  }
  try {
    const stat = readFileSync("/proc/thread-self/stat", "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

function evaluate(context, hold, job, isLate) {
  const call = (result) => {
    const handle = hold(result.error ?? result.value);
    if (result.error) throw new ScriptError(explain(context, handle, isLate(), job.script));
    return handle;
  };
  try {
    const parse = call(context.evalCode("JSON.parse", "reader"));
    const write = call(context.evalCode(WRITER, "writer"));
    const [input, hiding] = [job.input, job.hiding].map((json) =>
      call(context.callFunction(parse, context.undefined, hold(context.newString(json)))),
    );
    const made = call(context.evalCode(functionSource(job), FILE));
    const value = call(context.callFunction(made, context.undefined, input, hiding));
    const written = call(context.callFunction(write, context.undefined, value));
    if (context.typeof(written) === "number") return { failure: "size" };
    if (context.typeof(written) !== "string") return { json: "null" };
    const length = context.getNumber(hold(context.getProp(written, "length")));
    return length > MAX_RESULT_LENGTH ? { failure: "size" } : { json: context.getString(written) };
  } catch (error) {
    if (error instanceof ScriptError) return error.answer;
    throw error;
  }
}

class ScriptError extends Error {
  constructor(answer) {
    super(answer.failure);
    this.answer = answer;
  }
}

/** The script on lines of its own, so that its lines count from 2. */
function functionSource({ script, names }) {
  const usable = names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name));
  const variables = usable.map(
    (name) => `${name} = hiding.${name} === undefined ? input.${name} : hiding.${name}`,
  );
  const declared = variables.length === 0 ? "" : `var ${variables.join(", ")};`;
  return `(function (input, hiding) { ${declared} hiding = undefined; return (function () {\n${script}\n})(); })`;
}

function explain(context, handle, late, script) {
  if (late) return { failure: "time", spent: true };
  const error = context.dump(handle);
  if (error === null || typeof error !== "object") {
    return { failure: "thrown", message: String(error).slice(0, MAX_MESSAGE_LENGTH) };
  }
  const { name = "Error", message = JSON.stringify(error), stack = "" } = error;
  if (/out of memory/.test(String(message))) return { failure: "memory", spent: true };
  const place = Number(new RegExp(`\\b${FILE}:(\\d+)`).exec(String(stack))?.[1] ?? 0) - 1;
  const line = Math.min(place, script.split("\n").length);
  const text = `${name}: ${message}`.slice(0, MAX_MESSAGE_LENGTH);
  return { failure: "thrown", message: text, ...(line > 0 && { line }) };
}

/** What is left of a broken context is given up with the whole thread: nothing runs on it again. */
function isTidied(held, context, runtime) {
  try {
    for (const handle of held) handle.dispose();
    context.dispose();
    runtime.dispose();
    return true;
  } catch {
    return false;
  }
}
