import { z } from "zod";
import { outcome, recordFields } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";

export const getRecord = defineStep({
  type: "get-record",
  label: "Get Record",
  group: "Context",
  description: "Reads a record by type and name; null when there is none.",
  config: z.strictObject({ ...recordFields, ...outcome }),
});
