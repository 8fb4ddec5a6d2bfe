import "server-only";
import { runFlowContract } from "@/lib/contracts/dispatch";
import { platformRun } from "@/lib/services/call/platform-run";
import { runTerms } from "@/lib/services/call/run-terms";
import { storedFlow } from "@/lib/services/call/stored-flow";
import { defineAct } from "@/lib/services/verb";

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
