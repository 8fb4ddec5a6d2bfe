import "server-only";
import type { z } from "zod";
import type { ExecutionTrigger, truncatedValue } from "@/lib/contracts/execution/contracts";
import type { FlowRun, StepRun } from "@/lib/contracts/flow/run";
import { maskKeys } from "@/lib/core/key-text";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";

/** UTF-16 units of a value as JSON, beyond which only its beginning is kept. */
const MAX_STORED_LENGTH = 32_768;
const PREVIEW = 2_000;

const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;
const UNSTORABLE_ESCAPES = new RegExp(UNSTORABLE_ESCAPE, "g");
/** A backslash of the value itself; what comes after it is no escape. */
const BACKSLASH = "\\\\";

/** Of all outputs of the steps of one run together. */
const MAX_STEPS_LENGTH = 8 * MAX_STORED_LENGTH;

/** What the column holds: some 36 minutes. */
const MAX_DURATION_US = 2_147_483_647;

/** Texts of the columns; an empty one is null. */
export type ExecutionRow = readonly string[];

export const EXECUTION_COLUMNS =
  "id, organization_id, flow_id, version_number, environment, trigger, key_id, user_id, product_id, surface_id, capability_id, request_id, outcome, started_at, duration_us, steps, error, input, output";

/**
 * A run in the order of the columns, as much of it as the operator keeps; as `facts`, only how large
 * the data was.
 */
export function toExecutionRow(ended: EndedRun, extent: "whole" | "facts" = "whole"): ExecutionRow {
  const { run } = ended;
  const keeps = env().RUNTYPE_EXECUTION_DATA;
  const kept = keeps === "all" || (keeps === "failed" && run.outcome !== "succeeded");
  const data = extent === "whole" ? toTrimmedJson : toSizeAlone;
  return [
    ended.id,
    ended.organizationId,
    ended.flowId ?? "",
    ended.versionNumber === null ? "" : String(ended.versionNumber),
    ended.environment,
    ended.trigger,
    ended.keyId ?? "",
    ended.userId ?? "",
    ended.productId ?? "",
    ended.surfaceId ?? "",
    ended.capabilityId ?? "",
    ended.requestId,
    run.outcome,
    String(ended.startedAt),
    String(Math.min(run.durationUs, MAX_DURATION_US)),
    stepsOf(run.steps, kept && extent === "whole"),
    run.failure ? errorOf(run.failure) : "",
    kept ? data(ended.input) : "",
    kept ? data(run.output) : "",
  ];
}

function errorOf({ stepId, stepName, message }: NonNullable<FlowRun["failure"]>): string {
  return toKeptJson({ stepId, stepName, message: message.slice(0, MAX_STORED_LENGTH) });
}

function stepsOf(steps: readonly StepRun[], kept: boolean): string {
  if (!kept) return toKeptJson(steps.map(({ output: _, ...facts }) => facts));
  const text = toKeptJson(steps);
  if (text.length <= MAX_STORED_LENGTH) return text;
  let left = MAX_STEPS_LENGTH;
  const trimmed = steps.map(({ output, ...facts }) => {
    const about = toKeptJson(facts);
    if (output === undefined) return about;
    const shown = toTrimmedJson(output, Math.min(left, MAX_STORED_LENGTH));
    left = Math.max(0, left - shown.length);
    return `${about.slice(0, -1)},"output":${shown}}`;
  });
  return `[${trimmed.join(",")}]`;
}

/** A value as JSON that the database can hold, keys masked; undefined is null. */
export function toKeptJson(value: unknown): string {
  const text = maskKeys(write(value));
  if (!UNSTORABLE_ESCAPE.test(text)) return text;
  // NUL, and halves of pairs: those alone are written as escapes of this form.
  const parts = text.split(BACKSLASH);
  return parts.map((part) => part.replaceAll(UNSTORABLE_ESCAPES, "\\ufffd")).join(BACKSLASH);
}

/** What is nested too deep to be written is left out: no run may hold up the others. */
function write(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return JSON.stringify(truncated(""));
  }
}

/** A value as JSON, or how it begins when it is large. */
function toTrimmedJson(value: unknown, largest = MAX_STORED_LENGTH): string {
  const text = toKeptJson(value);
  return text.length <= largest ? text : JSON.stringify(truncated(text));
}

/** How large a value is as JSON, and nothing of it. */
function toSizeAlone(value: unknown): string {
  return JSON.stringify(truncated(toKeptJson(value), 0));
}

function truncated(text: string, length = PREVIEW): z.input<typeof truncatedValue> {
  const preview = text.slice(0, length).toWellFormed();
  return { truncated: true, bytes: Buffer.byteLength(text), preview };
}

/** How a run begins: under which id, and when by the database's clock. */
export type RunStart = Pick<EndedRun, "id" | "startedAt">;

/** What a request knows of its run before that begins. */
export type RunBeginning = {
  /** As it was journaled with the decision on a key. */
  start: RunStart | undefined;
  /** Told before the first step that can have an effect, which is not run when this rejects. */
  begin: ((executionId: string) => Promise<void>) | undefined;
};

/** A run of a flow that has ended, as it happened. */
export type EndedRun = {
  id: string;
  organizationId: string;
  /** Null for steps that came with the request. */
  flowId: string | null;
  /** Null when the draft ran. */
  versionNumber: number | null;
  environment: Environment;
  trigger: ExecutionTrigger;
  keyId: string | null;
  userId: string | null;
  productId: string | null;
  surfaceId: string | null;
  capabilityId: string | null;
  requestId: string;
  /** Unix milliseconds. */
  startedAt: number;
  input: unknown;
  run: FlowRun;
};
