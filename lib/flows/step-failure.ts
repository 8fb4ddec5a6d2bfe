import "server-only";
import type { StepType } from "@/lib/contracts/flow-steps/flow-step";
import { AppError } from "@/lib/core/errors";
import { isOutage } from "@/lib/db/outage";
import { StepError } from "@/lib/flows/step-error";
import { log } from "@/lib/log";

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
