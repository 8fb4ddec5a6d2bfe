import { z } from "zod";
import { outcome, recordFields } from "@/lib/contracts/flow-step-fields";

export const listRecords = {
  type: "list-records",
  label: "List Records",
  config: z.strictObject({
    recordType: recordFields.recordType,
    search: z.string().max(255).optional(),
    limit: z.int().min(1).max(100).default(50),
    ...outcome,
  }),
} as const;
