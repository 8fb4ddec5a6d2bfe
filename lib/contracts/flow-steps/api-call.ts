import { z } from "zod";
import { httpRequest, outcome } from "@/lib/contracts/flow-step-fields";

export const apiCall = {
  type: "api-call",
  label: "Make API Call",
  config: z.strictObject({ http: httpRequest, ...outcome }),
} as const;
