import "server-only";
import { getFlowContract } from "@/lib/contracts/flow";
import { notFound } from "@/lib/core/errors";
import { viewFlow } from "@/lib/services/flow/view";
import { defineRead } from "@/lib/services/verb";

export const getFlow = defineRead(getFlowContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.flow.findFirst({ where: { id: input.id, organizationId } });
  if (!row) throw notFound("Flow");
  return viewFlow(row, principal);
});
