import "server-only";
import { listRecordChangesContract } from "@/lib/contracts/record";
import { notFound } from "@/lib/core/errors";
import { readPage } from "@/lib/db/keyset";
import { environmentOf } from "@/lib/services/record/environment";
import { defineRead } from "@/lib/services/verb";

export const listRecordChanges = defineRead(
  listRecordChangesContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const environment = environmentOf(principal, input.environment);
    const where = { id: input.id, organizationId, environment };
    if ((await db.record.count({ where })) === 0) throw notFound("Record");
    const { rows, pagination } = await readPage(input, "recordChange", ({ after, ...page }) =>
      db.recordChange.findMany({
        where: { organizationId, recordId: input.id, ...after },
        ...page,
      }),
    );
    const data = rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
    return { data, pagination };
  },
);
