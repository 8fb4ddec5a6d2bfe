import "server-only";
import { format } from "node:util";
import pino from "pino";
import { maskKeys } from "@/lib/core/key-text";
import { env } from "@/lib/env";

/** Errors whose messages quote what was sent: the body of a request, the arguments of a query. */
const QUOTING = /^(SyntaxError|Prisma)/;
const MAX_MESSAGE = 500;

function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*"?|'[^']*'?|`[^`]*`?/g, "…").slice(0, MAX_MESSAGE);
}

/** An error as the log keeps it, without the values that drivers attach to theirs. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack = "", cause } = error;
  return {
    type: name,
    message: QUOTING.test(name) ? withoutQuotes(message) : message.slice(0, MAX_MESSAGE),
    // What comes before the first frame repeats the message.
    stack: stack.slice(stack.indexOf("\n    at ") + 1),
    ...("code" in error && { code: error.code }),
    ...("constraint" in error && { constraint: error.constraint }),
    ...("digest" in error && { digest: error.digest }),
    ...(cause !== undefined && { cause: errorFields(cause) }),
  };
}

const WARN = 40;
const REPEAT_MS = 60_000;
const MAX_KINDS = 1_000;
const MAX_REQUEST_IDS = 100;

type Repeat = { count: number; requestIds: string[]; report: () => void };

/** Warnings and errors by kind that were told within the last minute, and how often since. */
const repeats = new Map<string, Repeat>();

/** What two lines have in common that tell of the same thing: no ids, no numbers, no quotes. */
function kindOf(facts: unknown, message: unknown): string {
  const error = typeof facts === "object" && facts && "error" in facts ? facts.error : undefined;
  const said = error instanceof Error ? `${error.name} ${error.message}` : "";
  const kind = withoutQuotes(format(typeof facts === "string" ? facts : message, said));
  return kind.replace(/\w*\d\w*/g, "#");
}

function requestIdOf(facts: unknown): string[] {
  const has = typeof facts === "object" && facts && "requestId" in facts;
  return has && typeof facts.requestId === "string" ? [facts.requestId] : [];
}

/** Logs the first of its kind and counts what follows; the count is told a minute later. */
function countRepeats(
  this: pino.Logger,
  args: Parameters<pino.LogFn>,
  method: pino.LogFn,
  level: number,
): void {
  if (level < WARN) {
    method.apply(this, args);
    return;
  }
  const [facts, message] = args;
  const own = kindOf(facts, message);
  const kind = repeats.size < MAX_KINDS || repeats.has(own) ? own : "other";
  const known = repeats.get(kind);
  if (known) {
    known.count += 1;
    if (known.requestIds.length < MAX_REQUEST_IDS) known.requestIds.push(...requestIdOf(facts));
    return;
  }
  const repeat: Repeat = {
    count: 0,
    requestIds: [],
    report: () => {
      repeats.delete(kind);
      const { count: repeated, requestIds } = repeat;
      if (repeated > 0) method.call(this, { repeated, requestIds }, kind);
    },
  };
  repeats.set(kind, repeat);
  setTimeout(repeat.report, REPEAT_MS).unref();
  method.apply(this, args);
}

declare global {
  var runtypeLog: pino.Logger | undefined;
}

/**
 * The structured log: JSON lines on standard output, credentials masked in every line. A warning or
 * an error that repeats is counted and told once a minute.
 */
export function log(): pino.Logger {
  globalThis.runtypeLog ??= createLog();
  return globalThis.runtypeLog;
}

function createLog(): pino.Logger {
  process.once("exit", () => {
    for (const { report } of [...repeats.values()]) report();
  });
  return pino(
    {
      level: env().RUNTYPE_LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: errorFields },
      redact: ["*.password", "*.authorization", "*.cookie", "*.plainKey"],
      hooks: { logMethod: countRepeats },
    },
    { write: (line) => process.stdout.write(maskKeys(line)) },
  );
}

/** What libraries print, and what Node says of the process, as lines of the log. */
export function captureOutput(): void {
  Object.assign(console, {
    log: printTo("info"),
    info: printTo("info"),
    debug: printTo("debug"),
    trace: printTo("debug"),
    warn: printTo("warn"),
    error: printTo("error"),
  });
  process.removeAllListeners("warning");
  process.on("warning", (error) => log().warn({ error }, "warning of Node"));
  process.on("uncaughtException", (error) => {
    log().fatal({ error }, "the process ended by an error that nothing caught");
    process.exit(1);
  });
}

/** A library may print anything, the body of a request too: no quotes of it, and no objects. */
function printTo(level: "debug" | "info" | "warn" | "error") {
  return (...printed: unknown[]): void => {
    const error = printed.find((each) => each instanceof Error);
    const text = printed.filter((each) => typeof each === "string").join(" ");
    const fields = error && {
      error: { ...Object(errorFields(error)), message: withoutQuotes(error.message) },
    };
    log()[level]({ ...fields, source: "console" }, withoutQuotes(text) || "printed an error");
  };
}
