import "server-only";
import { updateFlowContract } from "@/lib/contracts/flow";
import { notFound } from "@/lib/core/errors";
import { databaseNow } from "@/lib/db/database-now";
import { lockFlow } from "@/lib/db/lock-flow";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { viewFlow } from "@/lib/services/flow/view";
import { assertMaySet } from "@/lib/services/flow-rights";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateFlow = defineWrite(updateFlowContract, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, steps, flowSteps, ...asked } = input;
  if (!(await lockFlow(db, principal.organizationId, id))) throw notFound("Flow");
  const current = await db.flow.findUniqueOrThrow({ where: { id } });
  if (current.publishedVersion !== null) refuseTestKey(principal, updateFlowContract);
  assertUnchanged(current.revision, { revision, precondition }, "flow");
  const changes = changesOf(current, { ...asked, steps: steps ?? flowSteps });
  if (changes.steps) await assertMaySet(db, principal, current, changes.steps);
  if (isNothing(changes)) return { output: viewFlow(current, principal), audit: NOTHING_CHANGED };
  const row = await db.flow.update({
    where: { id },
    data: { ...changes, revision: { increment: 1 }, updatedAt: await databaseNow(db) },
  });
  return {
    output: viewFlow(row, principal),
    audit: { target: { type: "flow", id }, metadata: { changed: Object.keys(changes) } },
  };
});
