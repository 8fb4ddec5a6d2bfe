import "server-only";
import { createPromptContract } from "@/lib/contracts/prompt";
import { newId } from "@/lib/core/ids";
import { orRefuse } from "@/lib/db/refused-write";
import { duplicatePrompt } from "@/lib/services/prompt/duplicate-prompt";
import { viewPrompt } from "@/lib/services/prompt/view";
import { defineWrite } from "@/lib/services/verb";

export const createPrompt = defineWrite(createPromptContract, async ({ principal, input, db }) => {
  const { name, description, text, modelSettings: model } = input;
  const { organizationId } = principal;
  const id = newId("prompt");
  const row = await orRefuse(
    db.prompt.create({ data: { id, organizationId, name, description, text, model } }),
    { duplicate: duplicatePrompt() },
  );
  return {
    output: viewPrompt(row),
    audit: { target: { type: "prompt", id }, metadata: { name } },
  };
});
