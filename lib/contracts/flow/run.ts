import { z } from "zod";

const microseconds = z.int().min(0);

export const stepRun = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    status: z.enum(["succeeded", "failed", "continued", "skipped", "not_reached"]).meta({
      description:
        "`continued`: it failed and its error handling let the flow continue. `skipped`: disabled, " +
        "its `when` was false, or its branch was not taken. `not_reached`: the flow ended before.",
    }),
    startedUs: microseconds.meta({ description: "Microseconds since the flow began." }),
    durationUs: microseconds,
    output: z.unknown().optional(),
    error: z.string().optional(),
  })
  .meta({ id: "StepRun" });

export const flowRun = z
  .object({
    outcome: z.enum(["succeeded", "failed", "timed_out"]),
    steps: z
      .array(stepRun)
      .meta({ description: "In execution order, including the steps of branches." }),
    output: z
      .unknown()
      .meta({ description: "The output of the last step with an output, or null." }),
    outputs: z
      .record(z.string(), z.unknown())
      .meta({ description: "The outputs of the steps, by output variable." }),
    failure: z
      .object({
        stepId: z.string(),
        stepName: z.string(),
        message: z.string(),
        reason: z.enum(["error", "timeout", "stopped", "busy"]).meta({
          description:
            "`stopped`: the server was told to stop before the run had ended; `busy`: too many scripts of the organization were waiting.",
        }),
      })
      .optional(),
    durationUs: microseconds,
  })
  .meta({ id: "FlowRun" });

/** What one step did. */
export type StepRun = z.output<typeof stepRun>;

/** What one run of a flow did. */
export type FlowRun = z.output<typeof flowRun>;
