import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";
import { type AppError, unavailable } from "@/lib/core/errors";
import { stopping } from "@/lib/core/refusals";

/** What the caller of a run is told that the server did not let end, and that can be tried again. */
export function unfinishedRun({ failure }: FlowRun): AppError | undefined {
  if (failure?.reason === "stopped") return stopping();
  if (failure?.reason === "busy") return unavailable(failure.message);
  return undefined;
}
