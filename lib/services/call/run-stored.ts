import "server-only";
import { runFlowContract } from "@/lib/contracts/call/contracts";
import { defineAct } from "@/lib/services/verb";
import { platformRun } from "./platform-run";
import { runTerms } from "./run-terms";
import { storedFlow } from "./stored-flow";

export const runStoredFlow = defineAct(
  runFlowContract,
  async ({ principal, input, db, requestId, beginning }) => {
    const { organizationId } = principal;
    const { environment, version } = runTerms(principal, input);
    const ready = await storedFlow(db, { organizationId, flowId: input.id }, version);
    const trigger = principal.kind === "user" ? "editor" : "run";
    return platformRun(ready, {
      principal,
      requestId,
      beginning,
      environment,
      trigger,
      input: input.input,
    });
  },
);
