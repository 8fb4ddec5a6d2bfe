import { z } from "zod";
import { outcome, recordFields, variableName } from "@/lib/contracts/flow-step-fields";

export const upsertRecord = {
  type: "upsert-record",
  label: "Upsert Record",
  config: z.strictObject({
    ...recordFields,
    recordName: recordFields.recordName.optional(),
    sourceVariable: variableName,
    ...outcome,
  }),
} as const;
