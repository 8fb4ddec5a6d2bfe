import "server-only";
import { recordContracts } from "@/lib/contracts/record/contracts";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { sameRecord } from "@/lib/core/refusals";
import { lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { databaseNow } from "@/lib/db/prisma";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { environmentOf, viewRecord } from "./reads";

export const createRecord = defineWrite(recordContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { type, name, metadata } = input;
  const { organizationId } = principal;
  const environment = environmentOf(principal, input.environment);
  const id = newId("record");
  const row = await orRefuse(
    db.record.create({ data: { id, organizationId, environment, type, name, metadata } }),
    { duplicate: sameRecord() },
  );
  return { output: viewRecord(row), audit: { id, metadata: { environment, type, name } } };
});

export const updateRecord = defineWrite(recordContracts.update, async (context) => {
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
    { duplicate: sameRecord() },
  );
  return { output: viewRecord(row), audit: { id, metadata: { changed: Object.keys(changes) } } };
});

export const deleteRecord = defineWrite(recordContracts.delete, async (context) => {
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
    audit: { id, metadata: { environment, type, name } },
  };
});
