import { z } from "zod";
import { outcome, recordFields } from "@/lib/contracts/flow-step-fields";

export const getRecord = {
  type: "get-record",
  label: "Get Record",
  config: z.strictObject({ ...recordFields, ...outcome }),
} as const;
