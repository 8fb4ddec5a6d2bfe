import "server-only";
import { deleteFlowContract } from "@/lib/contracts/flow";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { defineWrite } from "@/lib/services/verb";

export const deleteFlow = defineWrite(deleteFlowContract, async ({ principal, input, db }) => {
  const { id } = input;
  const { organizationId } = principal;
  const { name } = await orRefuse(
    db.flow.delete({ where: { id, organizationId }, select: { name: true } }),
    { missing: notFound("Flow") },
  );
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "flow", id }, metadata: { name } },
  };
});
