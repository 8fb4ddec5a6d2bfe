import "server-only";
import { deleteRecordContract } from "@/lib/contracts/record";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { environmentOf } from "@/lib/services/record/environment";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteRecord = defineWrite(deleteRecordContract, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const environment = environmentOf(principal, input.environment);
  const { type, name, revision } = await orRefuse(
    db.record.delete({
      where: { id, organizationId: principal.organizationId, environment },
      select: { type: true, name: true, revision: true },
    }),
    { missing: notFound("Record") },
  );
  assertUnchanged(revision, { precondition }, "record");
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "record", id }, metadata: { environment, type, name } },
  };
});
