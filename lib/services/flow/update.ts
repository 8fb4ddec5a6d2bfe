import "server-only";
import { updateFlowContract } from "@/lib/contracts/flow";
import { clock } from "@/lib/core/clock";
import { conflict, notFound } from "@/lib/core/errors";
import { lockFlow } from "@/lib/db/lock-flow";
import { viewFlow } from "@/lib/services/flow/view";
import { defineWrite } from "@/lib/services/verb";

export const updateFlow = defineWrite(updateFlowContract, async ({ principal, input, db }) => {
  const { id, name, description, status, revision } = input;
  const current = await lockFlow(db, principal.organizationId, id);
  if (!current) throw notFound("Flow");
  if (revision !== undefined && revision !== current.revision) {
    throw conflict("The flow has changed since you looked at it");
  }
  const steps = input.steps ?? input.flowSteps;
  const changes = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(status !== undefined && { status }),
    ...(steps !== undefined && { steps }),
  };
  const row = await db.flow.update({
    where: { id },
    data: { ...changes, revision: { increment: 1 }, updatedAt: clock.now() },
  });
  return {
    output: viewFlow(row),
    audit: { target: { type: "flow", id }, metadata: { changed: Object.keys(changes) } },
  };
});
