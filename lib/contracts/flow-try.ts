import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { runFlowContract } from "@/lib/contracts/dispatch";
import { flowStepsField } from "@/lib/contracts/flow-step";

const { id, input, environment } = runFlowContract.input.shape;

/** Runs steps that the editor shows and nobody has saved; production records need a say-so. */
export const tryFlowContract = defineContract({
  name: "flow.try",
  kind: "act",
  need: { permission: "FLOWS:EXECUTE" },
  input: z.strictObject({ id, steps: flowStepsField, input, environment }),
  output: runFlowContract.output,
});
