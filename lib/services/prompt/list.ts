import "server-only";
import { listPromptsContract } from "@/lib/contracts/prompt";
import {
  holding,
  NEWEST_FIRST,
  olderThan,
  placeByCreation,
  readCursor,
  toPage,
} from "@/lib/db/keyset";
import { viewPrompt } from "@/lib/services/prompt/view";
import { defineRead } from "@/lib/services/verb";

export const listPrompts = defineRead(listPromptsContract, async ({ principal, input, db }) => {
  const { limit, search } = input;
  const matches = holding(search ?? "");
  const found = await db.prompt.findMany({
    where: {
      organizationId: principal.organizationId,
      AND: [
        olderThan(readCursor(input.cursor, "prompt")),
        search ? { OR: [{ name: matches }, { description: matches }] } : {},
      ],
    },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
  });
  const { rows, pagination } = toPage(found, limit, placeByCreation);
  return { data: rows.map(viewPrompt), pagination };
});
