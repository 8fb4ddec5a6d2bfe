import "server-only";
import type { Transaction } from "@/lib/db/prisma";

/**
 * Takes a flow for a change: changes of one flow follow one another. Undefined when the
 * organization has no such flow.
 */
export async function lockFlow(
  tx: Transaction,
  organizationId: string,
  flowId: string,
): Promise<{ revision: number } | undefined> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT revision FROM flows
    WHERE organization_id = ${organizationId} AND id = ${flowId} FOR UPDATE`;
  return row;
}

/** Holds flows as they are: none is changed, published or deleted before the transaction ends. */
export async function holdFlows(
  tx: Transaction,
  organizationId: string,
  flowIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM flows WHERE organization_id = ${organizationId} AND id = ANY(${flowIds})
      ORDER BY id FOR SHARE
    ) AS held`;
}
