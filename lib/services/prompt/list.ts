import "server-only";
import { listPromptsContract } from "@/lib/contracts/prompt";
import { readPage, searching } from "@/lib/db/keyset";
import { viewPrompt } from "@/lib/services/prompt/view";
import { defineRead } from "@/lib/services/verb";

export const listPrompts = defineRead(listPromptsContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "prompt", ({ after, ...page }) =>
    db.prompt.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      ...page,
    }),
  );
  return { data: rows.map(viewPrompt), pagination };
});
