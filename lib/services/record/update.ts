import "server-only";
import { updateRecordContract } from "@/lib/contracts/record";
import { notFound } from "@/lib/core/errors";
import { databaseNow } from "@/lib/db/database-now";
import { lockContent } from "@/lib/db/lock-content";
import { orRefuse } from "@/lib/db/refused-write";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { duplicateRecord } from "@/lib/services/record/duplicate-record";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateRecord = defineWrite(updateRecordContract, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, environment: asked, revision, ...fields } = input;
  const { organizationId } = principal;
  const where = { id, organizationId, environment: environmentOf(principal, asked) };
  await lockContent(db, "records", where);
  const current = await db.record.findUnique({ where });
  if (!current) throw notFound("Record");
  assertUnchanged(current.revision, { revision, precondition }, "record");
  const changes = changesOf(current, fields);
  if (isNothing(changes)) return { output: viewRecord(current), audit: NOTHING_CHANGED };
  const row = await orRefuse(
    db.record.update({ where, data: { ...changes, updatedAt: await databaseNow(db) } }),
    { duplicate: duplicateRecord() },
  );
  return {
    output: viewRecord(row),
    audit: { target: { type: "record", id }, metadata: { changed: Object.keys(changes) } },
  };
});
