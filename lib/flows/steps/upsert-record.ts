import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { compileName, metadataFrom } from "@/lib/flows/steps/record-reference";

export const upsertRecordStep: Executor<"upsert-record"> = (config) => {
  const type = compileName(config.recordType, "recordType");
  const name =
    config.recordName === undefined ? () => null : compileName(config.recordName, "recordName");
  return {
    work: ({ scope, records }) =>
      records.upsert(type(scope), name(scope), metadataFrom(scope, config.sourceVariable)),
  };
};
