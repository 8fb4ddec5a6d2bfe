import "server-only";
import { promptContracts } from "@/lib/contracts/prompt/contracts";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { samePrompt } from "@/lib/core/refusals";
import { lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { databaseNow } from "@/lib/db/prisma";
import { refuseTestKey } from "@/lib/services/caller-rights";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { viewPrompt } from "./reads";

export const createPrompt = defineWrite(promptContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { name, description, text, modelSettings: model } = input;
  const { organizationId } = principal;
  const id = newId("prompt");
  const row = await orRefuse(
    db.prompt.create({ data: { id, organizationId, name, description, text, model } }),
    { duplicate: samePrompt() },
  );
  return { output: viewPrompt(row), audit: { id, metadata: { name } } };
});

export const updatePrompt = defineWrite(promptContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, promptContracts.update);
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
    { duplicate: samePrompt() },
  );
  return { output: viewPrompt(row), audit: { id, metadata: { changed: Object.keys(changes) } } };
});

export const deletePrompt = defineWrite(promptContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, promptContracts.delete);
  const { id } = input;
  const { organizationId } = principal;
  const { name, revision } = await orRefuse(
    db.prompt.delete({ where: { id, organizationId }, select: { name: true, revision: true } }),
    { missing: notFound("Prompt") },
  );
  assertUnchanged(revision, { precondition }, "prompt");
  return { output: { id, deleted: true as const }, audit: { id, metadata: { name } } };
});
