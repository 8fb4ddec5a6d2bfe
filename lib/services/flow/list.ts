import "server-only";
import { listFlowsContract } from "@/lib/contracts/flow";
import { omitUndefined } from "@/lib/core/omit-undefined";
import { readPage, searching } from "@/lib/db/keyset";
import { viewFlow } from "@/lib/services/flow/view";
import { defineRead } from "@/lib/services/verb";

export const listFlows = defineRead(listFlowsContract, async ({ principal, input, db }) => {
  const { search, status } = input;
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "flow", ({ after, ...page }) =>
    db.flow.findMany({
      where: {
        organizationId,
        ...omitUndefined({ status }),
        AND: [after, searching(search)],
      },
      ...page,
    }),
  );
  return { data: rows.map((row) => viewFlow(row, principal)), pagination };
});
