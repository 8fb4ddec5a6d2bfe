import { z } from "zod";
import { errorHandling, variableName } from "@/lib/contracts/flow-step-fields";
import { jsonValue } from "@/lib/contracts/json-field";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";

export const setVariable = defineStep({
  type: "set-variable",
  label: "Set Variable",
  group: "Context",
  description: "Keeps a value under a name.",
  config: z.strictObject({
    variableName: stepField(variableName, {
      title: "Variable name",
      widget: "variable",
      variable: "sets",
    }),
    value: stepField(jsonValue, {
      title: "Value",
      description: "Any JSON, or a text; {{name}} alone keeps the type of the variable.",
      widget: "json",
    }),
    errorHandling,
  }),
});
