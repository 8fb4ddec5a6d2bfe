import "server-only";
import { flowUsersContract } from "@/lib/contracts/flow-users";
import { notFound } from "@/lib/core/errors";
import { readFlowUsers } from "@/lib/services/flow/read-users";
import { defineRead } from "@/lib/services/verb";

export const flowUsers = defineRead(flowUsersContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { id } = input;
  const flow = await db.flow.findFirst({ where: { id, organizationId }, select: { id: true } });
  if (!flow) throw notFound("Flow");
  return readFlowUsers(db, { organizationId, flowId: id });
});
