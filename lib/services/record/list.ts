import "server-only";
import { listRecordsContract } from "@/lib/contracts/record";
import {
  holding,
  NEWEST_FIRST,
  olderThan,
  placeByCreation,
  readCursor,
  toPage,
} from "@/lib/db/keyset";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineRead } from "@/lib/services/verb";

export const listRecords = defineRead(listRecordsContract, async ({ principal, input, db }) => {
  const { limit, search, type } = input;
  const matches = holding(search ?? "");
  const found = await db.record.findMany({
    where: {
      organizationId: principal.organizationId,
      environment: environmentOf(principal, input.environment),
      ...(type !== undefined && { type }),
      AND: [
        olderThan(readCursor(input.cursor, "record")),
        search ? { OR: [{ name: matches }, { type: matches }] } : {},
      ],
    },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
  });
  const { rows, pagination } = toPage(found, limit, placeByCreation);
  return { data: rows.map(viewRecord), pagination };
});
