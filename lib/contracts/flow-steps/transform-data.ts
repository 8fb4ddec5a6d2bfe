import { z } from "zod";
import { outcome, script } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";

export const transformData = defineStep({
  type: "transform-data",
  label: "Transform Data",
  group: "Context",
  description: "Runs JavaScript on the variables in a sandbox.",
  config: z.strictObject({
    script: stepField(script, {
      title: "Script",
      description:
        "Variables are in scope by name and as input.name; examples and the schema are made from the latter. return gives the output.",
      widget: "code",
      multiline: true,
    }),
    ...outcome,
  }),
});
