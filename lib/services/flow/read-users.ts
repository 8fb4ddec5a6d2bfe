import "server-only";
import type { FlowUser } from "@/lib/contracts/flow-users";
import type { Transaction } from "@/lib/db/prisma";

const MAX_NAMED = 10;

/** The capabilities that run a flow, oldest first, and whether there are more than are named. */
export async function readFlowUsers(
  db: Transaction,
  where: { organizationId: string; flowId: string },
): Promise<{ capabilities: FlowUser[]; hasMore: boolean }> {
  const used = await db.capability.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_NAMED + 1,
    select: {
      id: true,
      capabilityName: true,
      productId: true,
      product: { select: { name: true } },
    },
  });
  return {
    capabilities: used.slice(0, MAX_NAMED).map(({ id, capabilityName, productId, product }) => ({
      id,
      name: capabilityName,
      productId,
      productName: product.name,
    })),
    hasMore: used.length > MAX_NAMED,
  };
}
