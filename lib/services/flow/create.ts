import "server-only";
import { createFlowContract } from "@/lib/contracts/flow";
import { newId } from "@/lib/core/ids";
import { viewFlow } from "@/lib/services/flow/view";
import { assertMayGive } from "@/lib/services/flow-rights";
import { defineWrite } from "@/lib/services/verb";

export const createFlow = defineWrite(createFlowContract, async ({ principal, input, db }) => {
  const { name, description, status } = input;
  const { organizationId } = principal;
  const steps = input.steps ?? input.flowSteps ?? [];
  assertMayGive(principal, steps);
  const id = newId("flow");
  const row = await db.flow.create({
    data: { id, organizationId, name, description, status, steps },
  });
  return {
    output: viewFlow(row, principal),
    audit: { target: { type: "flow", id }, metadata: { name } },
  };
});
