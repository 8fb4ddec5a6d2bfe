import "server-only";
import { listRecordsContract } from "@/lib/contracts/record";
import { omitUndefined } from "@/lib/core/omit-undefined";
import { readPage, searching } from "@/lib/db/keyset";
import { environmentOf } from "@/lib/services/record/environment";
import { viewRecord } from "@/lib/services/record/view";
import { defineRead } from "@/lib/services/verb";

export const listRecords = defineRead(listRecordsContract, async ({ principal, input, db }) => {
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
