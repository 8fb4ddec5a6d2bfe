import { z } from "zod";
import { outcome, recordFields, variableName } from "@/lib/contracts/flow-step-fields";

export const updateRecord = {
  type: "update-record",
  label: "Update Record",
  config: z.strictObject({ ...recordFields, sourceVariable: variableName, ...outcome }),
} as const;
