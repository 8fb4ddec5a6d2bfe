import "server-only";
import { updateRecordContract } from "@/lib/contracts/record";
import { clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { duplicateRecord } from "@/lib/services/record/duplicate-record";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineWrite } from "@/lib/services/verb";

export const updateRecord = defineWrite(updateRecordContract, async ({ principal, input, db }) => {
  const { id, type, name, metadata } = input;
  const changes = {
    ...(type !== undefined && { type }),
    ...(name !== undefined && { name }),
    ...(metadata !== undefined && { metadata }),
  };
  const row = await orRefuse(
    db.record.update({
      where: {
        id,
        organizationId: principal.organizationId,
        environment: environmentOf(principal, input.environment),
      },
      data: { ...changes, updatedAt: clock.now() },
    }),
    { missing: notFound("Record"), duplicate: duplicateRecord() },
  );
  return {
    output: viewRecord(row),
    audit: { target: { type: "record", id }, metadata: { changed: Object.keys(changes) } },
  };
});
