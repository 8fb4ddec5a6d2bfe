import "server-only";
import { deleteFlowContract } from "@/lib/contracts/flow";
import { conflict, notFound } from "@/lib/core/errors";
import { lockFlow } from "@/lib/db/lock-flow";
import type { Transaction } from "@/lib/db/prisma";
import { defineWrite } from "@/lib/services/verb";

const MOST_NAMED = 10;

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
  const used = await db.capability.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MOST_NAMED + 1,
    select: { id: true, capabilityName: true, product: { select: { name: true } } },
  });
  if (used.length === 0) return;
  const named = used
    .slice(0, MOST_NAMED)
    .map(({ id, capabilityName, product }) => `${capabilityName} of ${product.name} (${id})`);
  const rest = used.length > MOST_NAMED ? ", and more" : "";
  throw conflict(`Remove the capabilities that use this flow first: ${named.join(", ")}${rest}`);
}
