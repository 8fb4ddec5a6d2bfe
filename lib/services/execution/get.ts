import "server-only";
import { getExecutionContract } from "@/lib/contracts/execution";
import { notFound } from "@/lib/core/errors";
import { namesOf } from "@/lib/services/execution/names";
import { seenEnvironment } from "@/lib/services/execution/seen-environment";
import { viewExecutionDetail } from "@/lib/services/execution/view";
import { defineRead } from "@/lib/services/verb";

export const getExecution = defineRead(getExecutionContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const environment = seenEnvironment(principal, undefined);
  const row = await db.flowExecution.findFirst({
    where: { organizationId, id: input.id, ...(environment && { environment }) },
  });
  if (!row) throw notFound("Execution");
  return viewExecutionDetail(row, await namesOf(db, organizationId, [row]), principal);
});
