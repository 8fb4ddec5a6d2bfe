import { z } from "zod";
import { outcome, recordFields } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";
import { upTo } from "@/lib/contracts/text-field";

export const listRecords = defineStep({
  type: "list-records",
  label: "List Records",
  group: "Context",
  description: "Reads the newest records of a type.",
  config: z.strictObject({
    recordType: recordFields.recordType,
    search: stepField(upTo(z.string(), 255).optional(), {
      title: "Search",
      description: "Text that the name holds.",
      widget: "template",
    }),
    limit: stepField(z.int().min(1).max(100).default(50), { title: "Limit", widget: "number" }),
    ...outcome,
  }),
});
