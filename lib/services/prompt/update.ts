import "server-only";
import { updatePromptContract } from "@/lib/contracts/prompt";
import { notFound } from "@/lib/core/errors";
import { databaseNow } from "@/lib/db/database-now";
import { lockContent } from "@/lib/db/lock-content";
import { orRefuse } from "@/lib/db/refused-write";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { duplicatePrompt } from "@/lib/services/prompt/duplicate-prompt";
import { viewPrompt } from "@/lib/services/prompt/view";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updatePrompt = defineWrite(updatePromptContract, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, updatePromptContract);
  const { id, revision, modelSettings: model, ...fields } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "prompts", where);
  const current = await db.prompt.findUnique({ where });
  if (!current) throw notFound("Prompt");
  assertUnchanged(current.revision, { revision, precondition }, "prompt");
  const changes = changesOf(current, { ...fields, model });
  if (isNothing(changes)) return { output: viewPrompt(current), audit: NOTHING_CHANGED };
  const row = await orRefuse(
    db.prompt.update({ where, data: { ...changes, updatedAt: await databaseNow(db) } }),
    { duplicate: duplicatePrompt() },
  );
  return {
    output: viewPrompt(row),
    audit: { target: { type: "prompt", id }, metadata: { changed: Object.keys(changes) } },
  };
});
