import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";

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
