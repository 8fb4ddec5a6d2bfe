import "server-only";
import { templateVariables } from "@/lib/contracts/expression/template";
import { promptContracts } from "@/lib/contracts/prompt/contracts";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import type { Prompt } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import { defineRead } from "@/lib/services/verb";

export const listPrompts = defineRead(promptContracts.list, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "prompt", ({ after, ...page }) =>
    db.prompt.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      ...page,
    }),
  );
  return { data: rows.map(viewPrompt), pagination };
});

export const getPrompt = defineRead(promptContracts.get, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.prompt.findFirst({ where: { id: input.id, organizationId } });
  if (!row) throw notFound("Prompt");
  return viewPrompt(row);
});

export function viewPrompt(row: Prompt) {
  const { id, name, description, text, revision, createdAt, updatedAt } = row;
  const facts = { id, name, description, text, revision, createdAt, updatedAt };
  return { ...isoDates(facts), variables: templateVariables(text), modelSettings: row.model };
}
