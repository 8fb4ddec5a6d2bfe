import { z } from "zod";
import { outcome, templateText } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";

export const template = defineStep({
  type: "template",
  label: "Template",
  group: "Context",
  description: "Fills variables into a text.",
  config: z.strictObject({
    template: stepField(templateText, {
      title: "Template",
      description: "{{name}} stands for a variable or an input.",
      widget: "template",
      multiline: true,
    }),
    ...outcome,
  }),
});
