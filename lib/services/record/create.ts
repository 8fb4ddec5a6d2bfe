import "server-only";
import { createRecordContract } from "@/lib/contracts/record";
import { newId } from "@/lib/core/ids";
import { orRefuse } from "@/lib/db/refused-write";
import { duplicateRecord } from "@/lib/services/record/duplicate-record";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineWrite } from "@/lib/services/verb";

export const createRecord = defineWrite(createRecordContract, async ({ principal, input, db }) => {
  const { type, name, metadata } = input;
  const { organizationId } = principal;
  const environment = environmentOf(principal, input.environment);
  const id = newId("record");
  const row = await orRefuse(
    db.record.create({ data: { id, organizationId, environment, type, name, metadata } }),
    { duplicate: duplicateRecord() },
  );
  return {
    output: viewRecord(row),
    audit: { target: { type: "record", id }, metadata: { environment, type, name } },
  };
});
