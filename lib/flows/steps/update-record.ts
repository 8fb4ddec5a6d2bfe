import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { StepError } from "@/lib/flows/step-error";
import { compileName, metadataFrom } from "@/lib/flows/steps/record-reference";

export const updateRecordStep: Executor<"update-record"> = (config) => {
  const type = compileName(config.recordType, "recordType");
  const name = compileName(config.recordName, "recordName");
  return {
    work: async ({ scope, records }) => {
      const metadata = metadataFrom(scope, config.sourceVariable);
      const updated = await records.update(type(scope), name(scope), metadata);
      if (!updated) throw new StepError("recordName: There is no such record.");
      return updated;
    },
  };
};
