import "server-only";
import { compileText } from "@/lib/flows/compile-template";
import type { Executor } from "@/lib/flows/executor";
import { compileName } from "@/lib/flows/steps/record-reference";

export const listRecordsStep: Executor<"list-records"> = ({ recordType, search = "", limit }) => {
  const type = compileName(recordType, "recordType");
  const text = compileText(search, "search");
  return {
    work: ({ scope, records }) => records.list(type(scope), { search: text(scope).trim(), limit }),
  };
};
