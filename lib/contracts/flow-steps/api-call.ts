import { z } from "zod";
import { httpRequest, outcome } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";

export const apiCall = defineStep({
  type: "api-call",
  label: "Make API Call",
  group: "Actions",
  description: "Calls an API and gives its answer.",
  config: z.strictObject({ http: httpRequest, ...outcome }),
});
