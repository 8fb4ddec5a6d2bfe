import { z } from "zod";
import { httpRequest, outcome } from "@/lib/contracts/flow-step-fields";

export const fetchUrl = {
  type: "fetch-url",
  label: "Fetch URL",
  config: z.strictObject({ http: httpRequest, ...outcome }),
} as const;
