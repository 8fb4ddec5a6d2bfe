import "server-only";
import { recordContracts } from "@/lib/contracts/record/contracts";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import type { Record as RecordRow } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/caller-rights";
import { defineRead } from "@/lib/services/verb";

export const listRecords = defineRead(recordContracts.list, async ({ principal, input, db }) => {
  const { search, type } = input;
  const { organizationId } = principal;
  const environment = environmentOf(principal, input.environment);
  const { rows, pagination } = await readPage(input, "record", ({ after, ...page }) =>
    db.record.findMany({
      where: {
        organizationId,
        environment,
        ...omitUndefined({ type }),
        AND: [after, searching(search)],
      },
      ...page,
    }),
  );
  return { data: rows.map(viewRecord), pagination };
});

export const getRecord = defineRead(recordContracts.get, async ({ principal, input, db }) => {
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

export const listRecordChanges = defineRead(recordContracts.listChanges, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const environment = environmentOf(principal, input.environment);
  const where = { id: input.id, organizationId, environment };
  if ((await db.record.count({ where })) === 0) throw notFound("Record");
  const { rows, pagination } = await readPage(input, "recordChange", ({ after, ...page }) =>
    db.recordChange.findMany({
      where: { organizationId, recordId: input.id, ...after },
      omit: { organizationId: true, recordId: true },
      ...page,
    }),
  );
  const data = rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
  return { data, pagination };
});

/** Whose records a caller means; throws `bad_request` when a key asks for another environment's. */
export function environmentOf(principal: Principal, asked: Environment | undefined): Environment {
  const refusal = (own: Environment) => `This key works on ${own} records only.`;
  return ownEnvironment(principal, asked, refusal) ?? "production";
}

export function viewRecord(row: RecordRow) {
  const { id, environment, type, name, metadata, revision, createdAt, updatedAt } = row;
  return isoDates({ id, environment, type, name, metadata, revision, createdAt, updatedAt });
}
