import "server-only";
import { getPromptContract } from "@/lib/contracts/prompt";
import { notFound } from "@/lib/core/errors";
import { viewPrompt } from "@/lib/services/prompt/view";
import { defineRead } from "@/lib/services/verb";

export const getPrompt = defineRead(getPromptContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.prompt.findFirst({ where: { id: input.id, organizationId } });
  if (!row) throw notFound("Prompt");
  return viewPrompt(row);
});
