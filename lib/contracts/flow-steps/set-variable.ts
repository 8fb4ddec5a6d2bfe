import { z } from "zod";
import { outcome, variableName } from "@/lib/contracts/flow-step-fields";

export const setVariable = {
  type: "set-variable",
  label: "Set Variable",
  config: z.strictObject({
    variableName,
    value: z.json(),
    errorHandling: outcome.errorHandling,
  }),
} as const;
