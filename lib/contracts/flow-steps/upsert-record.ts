import { z } from "zod";
import { outcome, recordFields, sourceVariable } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";

export const upsertRecord = defineStep({
  type: "upsert-record",
  label: "Upsert Record",
  group: "Actions",
  description: "Makes a record, or replaces the metadata of the one of that name.",
  config: z.strictObject({
    ...recordFields,
    recordName: stepField(recordFields.recordName.optional(), {
      title: "Record name",
      description: "Empty: every run makes a new record named by the time.",
      widget: "template",
    }),
    sourceVariable,
    ...outcome,
  }),
});
