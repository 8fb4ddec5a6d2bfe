import "server-only";
import { listFlowsContract } from "@/lib/contracts/flow";
import {
  holding,
  NEWEST_FIRST,
  olderThan,
  placeByCreation,
  readCursor,
  toPage,
} from "@/lib/db/keyset";
import { viewFlow } from "@/lib/services/flow/view";
import { defineRead } from "@/lib/services/verb";

export const listFlows = defineRead(listFlowsContract, async ({ principal, input, db }) => {
  const { limit, search, status } = input;
  const matches = holding(search ?? "");
  const found = await db.flow.findMany({
    where: {
      organizationId: principal.organizationId,
      ...(status !== undefined && { status }),
      AND: [
        olderThan(readCursor(input.cursor, "flow")),
        search ? { OR: [{ name: matches }, { description: matches }] } : {},
      ],
    },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
  });
  const { rows, pagination } = toPage(found, limit, placeByCreation);
  return { data: rows.map(viewFlow), pagination };
});
