import "server-only";
import { updateRecordContract } from "@/lib/contracts/record";
import { notFound } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { databaseNow } from "@/lib/db/database-now";
import { orRefuse } from "@/lib/db/refused-write";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { duplicateRecord } from "@/lib/services/record/duplicate-record";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateRecord = defineWrite(updateRecordContract, async ({ principal, input, db }) => {
  const { id, environment: asked, ...fields } = input;
  const { organizationId } = principal;
  const where = { id, organizationId, environment: environmentOf(principal, asked) };
  const current = await db.record.findUnique({ where });
  if (!current) throw notFound("Record");
  const changes = changesOf(current, fields);
  if (isNothing(changes)) return { output: viewRecord(current), audit: NOTHING_CHANGED };
  // All that is asked, so that of two updates at once the later one holds, not parts of both.
  const row = await orRefuse(
    db.record.update({ where, data: { ...given(fields), updatedAt: await databaseNow(db) } }),
    { missing: notFound("Record"), duplicate: duplicateRecord() },
  );
  return {
    output: viewRecord(row),
    audit: { target: { type: "record", id }, metadata: { changed: Object.keys(changes) } },
  };
});
