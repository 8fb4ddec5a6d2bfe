import { z } from "zod";
import { outcome, variableName } from "@/lib/contracts/flow-step-fields";
import { jsonValue } from "@/lib/contracts/json-field";

export const setVariable = {
  type: "set-variable",
  label: "Set Variable",
  config: z.strictObject({
    variableName,
    value: jsonValue,
    errorHandling: outcome.errorHandling,
  }),
} as const;
