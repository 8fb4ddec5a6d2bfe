import "server-only";
import { updatePromptContract } from "@/lib/contracts/prompt";
import { notFound } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { databaseNow } from "@/lib/db/database-now";
import { orRefuse } from "@/lib/db/refused-write";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { duplicatePrompt } from "@/lib/services/prompt/duplicate-prompt";
import { viewPrompt } from "@/lib/services/prompt/view";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updatePrompt = defineWrite(updatePromptContract, async ({ principal, input, db }) => {
  refuseTestKey(principal, updatePromptContract);
  const { id, modelSettings: model, ...fields } = input;
  const where = { id, organizationId: principal.organizationId };
  const current = await db.prompt.findUnique({ where });
  if (!current) throw notFound("Prompt");
  const asked = { ...fields, model };
  const changes = changesOf(current, asked);
  if (isNothing(changes)) return { output: viewPrompt(current), audit: NOTHING_CHANGED };
  // All that is asked, so that of two updates at once the later one holds, not parts of both.
  const row = await orRefuse(
    db.prompt.update({ where, data: { ...given(asked), updatedAt: await databaseNow(db) } }),
    { missing: notFound("Prompt"), duplicate: duplicatePrompt() },
  );
  return {
    output: viewPrompt(row),
    audit: { target: { type: "prompt", id }, metadata: { changed: Object.keys(changes) } },
  };
});
