import "server-only";
import type { Executor } from "@/lib/flows/executor";
import { compileName } from "@/lib/flows/steps/record-reference";

export const getRecordStep: Executor<"get-record"> = ({ recordType, recordName }) => {
  const type = compileName(recordType, "recordType");
  const name = compileName(recordName, "recordName");
  return { work: ({ scope, records }) => records.get(type(scope), name(scope)) };
};
