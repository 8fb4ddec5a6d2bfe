import "server-only";
import { getRecordContract } from "@/lib/contracts/record";
import { notFound } from "@/lib/core/errors";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineRead } from "@/lib/services/verb";

export const getRecord = defineRead(getRecordContract, async ({ principal, input, db }) => {
  const row = await db.record.findFirst({
    where: {
      id: input.id,
      organizationId: principal.organizationId,
      environment: environmentOf(principal, input.environment),
    },
  });
  if (!row) throw notFound("Record");
  return viewRecord(row);
});
