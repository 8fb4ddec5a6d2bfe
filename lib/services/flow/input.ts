import "server-only";
import { flowInputContract } from "@/lib/contracts/flow-input";
import { notFound } from "@/lib/core/errors";
import { defineRead } from "@/lib/services/verb";

export const flowInput = defineRead(flowInputContract, async ({ principal, input, db }) => {
  const flow = await db.flow.findFirst({
    where: { organizationId: principal.organizationId, id: input.id },
    select: {
      capabilities: {
        select: { parametersSchema: true },
        orderBy: { createdAt: "desc" },
        take: 1,
      },
    },
  });
  if (!flow) throw notFound("Flow");
  return { parametersSchema: flow.capabilities[0]?.parametersSchema ?? null };
});
