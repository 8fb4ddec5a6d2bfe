import "server-only";
import { deletePromptContract } from "@/lib/contracts/prompt";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deletePrompt = defineWrite(deletePromptContract, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, deletePromptContract);
  const { id } = input;
  const { organizationId } = principal;
  const { name, revision } = await orRefuse(
    db.prompt.delete({ where: { id, organizationId }, select: { name: true, revision: true } }),
    { missing: notFound("Prompt") },
  );
  assertUnchanged(revision, { precondition }, "prompt");
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "prompt", id }, metadata: { name } },
  };
});
