import "server-only";
import { deleteFlowContract } from "@/lib/contracts/flow";
import { conflict, notFound } from "@/lib/core/errors";
import { lockFlow } from "@/lib/db/lock-flow";
import type { Transaction } from "@/lib/db/prisma";
import { readFlowUsers } from "@/lib/services/flow/read-users";
import { defineWrite } from "@/lib/services/verb";

export const deleteFlow = defineWrite(deleteFlowContract, async ({ principal, input, db }) => {
  const { id } = input;
  const { organizationId } = principal;
  if (!(await lockFlow(db, organizationId, id))) throw notFound("Flow");
  await assertUnused(db, { organizationId, flowId: id });
  const { name } = await db.flow.delete({ where: { id }, select: { name: true } });
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "flow", id }, metadata: { name } },
  };
});

/** Throws `conflict`, naming the capabilities that a locked flow is used by. */
async function assertUnused(
  db: Transaction,
  where: { organizationId: string; flowId: string },
): Promise<void> {
  const { capabilities, hasMore } = await readFlowUsers(db, where);
  if (capabilities.length === 0) return;
  const named = capabilities.map(
    ({ id, name, productName }) => `${name} of ${productName} (${id})`,
  );
  const rest = hasMore ? ", and more" : "";
  throw conflict(`Remove the capabilities that use this flow first: ${named.join(", ")}${rest}`);
}
