import "server-only";
import { tryFlowContract } from "@/lib/contracts/call/contracts";
import { notFound } from "@/lib/core/errors";
import { compileFlow } from "@/lib/flows/compile-flow";
import { assertMayGive } from "@/lib/services/flow-rights";
import { defineAct } from "@/lib/services/verb";
import { platformRun } from "./platform-run";
import { runTerms } from "./run-terms";

export const tryFlow = defineAct(
  tryFlowContract,
  async ({ principal, input, db, requestId, beginning }) => {
    const { organizationId } = principal;
    const { id, steps, input: variables } = input;
    assertMayGive(principal, steps);
    const flow = await db.flow.findFirst({ where: { id, organizationId }, select: { id: true } });
    if (!flow) throw notFound("Flow");
    const { environment } = runTerms(principal, {
      environment: input.environment,
      version: "draft",
    });
    return platformRun(
      { compiled: compileFlow(steps), flowId: id, versionNumber: null },
      { principal, requestId, beginning, environment, trigger: "editor", input: variables },
    );
  },
);
