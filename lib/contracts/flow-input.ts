import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";

/** What an input of a flow looks like, as the newest capability that runs it says; null without one. */
export const flowInputContract = defineContract({
  name: "flow.input",
  kind: "read",
  need: { permission: "FLOWS:READ" },
  input: z.strictObject({ id: pathId }),
  output: z.object({ parametersSchema: z.unknown() }),
});
