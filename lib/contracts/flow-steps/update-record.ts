import { z } from "zod";
import { outcome, recordFields, sourceVariable } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";

export const updateRecord = defineStep({
  type: "update-record",
  label: "Update Record",
  group: "Actions",
  description: "Merges fields into the metadata of a record that exists.",
  config: z.strictObject({ ...recordFields, sourceVariable, ...outcome }),
});
