import "server-only";
import { updatePromptContract } from "@/lib/contracts/prompt";
import { clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { duplicatePrompt } from "@/lib/services/prompt/duplicate-prompt";
import { viewPrompt } from "@/lib/services/prompt/view";
import { defineWrite } from "@/lib/services/verb";

export const updatePrompt = defineWrite(updatePromptContract, async ({ principal, input, db }) => {
  const { id, name, description, text, modelSettings } = input;
  const changes = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(text !== undefined && { text }),
    ...(modelSettings !== undefined && { model: modelSettings }),
  };
  const row = await orRefuse(
    db.prompt.update({
      where: { id, organizationId: principal.organizationId },
      data: { ...changes, updatedAt: clock.now() },
    }),
    { missing: notFound("Prompt"), duplicate: duplicatePrompt() },
  );
  return {
    output: viewPrompt(row),
    audit: { target: { type: "prompt", id }, metadata: { changed: Object.keys(changes) } },
  };
});
