import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";
import type { StepType } from "@/lib/contracts/flow-steps/flow-step";
import { AppError } from "@/lib/core/errors";
import { isOutage } from "@/lib/db/database-errors";
import { log } from "@/lib/log";

export type FailureReason = NonNullable<FlowRun["failure"]>["reason"];

/** Why a step could not do its work, in words for the author of the flow. */
export class StepError extends Error {
  readonly reason: FailureReason;

  constructor(message: string, reason: FailureReason = "error") {
    // Expected, and never logged with its stack.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = "StepError";
    this.reason = reason;
  }
}

/** What the author is told of an error; one that nobody foresaw goes to the log instead. */
export function stepFailure(error: unknown, type: StepType): StepError {
  if (error instanceof StepError) return error;
  if (error instanceof AppError && error.code === "unavailable") {
    return new StepError(error.details);
  }
  log().error({ error, type }, "a step of a flow failed");
  return new StepError(
    isOutage(error)
      ? "The database cannot be reached right now."
      : "The step failed for a reason within Runtype.",
  );
}
