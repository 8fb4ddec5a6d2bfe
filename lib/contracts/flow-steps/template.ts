import { z } from "zod";
import { outcome, templateText } from "@/lib/contracts/flow-step-fields";

export const template = {
  type: "template",
  label: "Template",
  config: z.strictObject({ template: templateText, ...outcome }),
} as const;
