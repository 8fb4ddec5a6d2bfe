import "server-only";
import { flowInputContract } from "@/lib/contracts/flow-input";
import { defineRead } from "@/lib/services/verb";

export const flowInput = defineRead(flowInputContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const capability = await db.capability.findFirst({
    where: { organizationId, flowId: input.id },
    select: { parametersSchema: true },
    orderBy: { createdAt: "desc" },
  });
  return { parametersSchema: capability?.parametersSchema ?? null };
});
