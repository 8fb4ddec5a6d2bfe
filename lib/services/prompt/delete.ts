import "server-only";
import { deletePromptContract } from "@/lib/contracts/prompt";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { defineWrite } from "@/lib/services/verb";

export const deletePrompt = defineWrite(deletePromptContract, async ({ principal, input, db }) => {
  refuseTestKey(principal, deletePromptContract);
  const { id } = input;
  const { organizationId } = principal;
  const { name } = await orRefuse(
    db.prompt.delete({ where: { id, organizationId }, select: { name: true } }),
    { missing: notFound("Prompt") },
  );
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "prompt", id }, metadata: { name } },
  };
});
