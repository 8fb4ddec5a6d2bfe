import "server-only";
import {
  type FlowRunResult,
  runFlowContract,
  tryFlowContract,
} from "@/lib/contracts/call/contracts";
import type { ExecutionTrigger } from "@/lib/contracts/execution/contracts";
import { invalidField, notFound } from "@/lib/core/errors";
import { flowUnpublished } from "@/lib/core/refusals";
import type { Transaction } from "@/lib/db/prisma";
import type { RunBeginning } from "@/lib/executions/execution-row";
import { compileFlow } from "@/lib/flows/compile-flow";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/caller-rights";
import { assertMayGive, assertNeeds } from "@/lib/services/flow-rights";
import { defineAct } from "@/lib/services/verb";
import { type ReadyFlow, readyDraft, readyVersion } from "./ready-flow";
import { runRecorded, unfinishedRun } from "./run-recorded";

export const runStoredFlow = defineAct(runFlowContract, async (context) => {
  const { principal, input, db, requestId, beginning } = context;
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
});

export const tryFlow = defineAct(tryFlowContract, async (context) => {
  const { principal, input, db, requestId, beginning } = context;
  const { organizationId } = principal;
  const { id, steps, input: variables } = input;
  assertMayGive(principal, steps);
  const flow = await db.flow.findFirst({ where: { id, organizationId }, select: { id: true } });
  if (!flow) throw notFound("Flow");
  const { environment } = runTerms(principal, { environment: input.environment, version: "draft" });
  return platformRun(
    { compiled: compileFlow(steps), flowId: id, versionNumber: null },
    { principal, requestId, beginning, environment, trigger: "editor", input: variables },
  );
});

type Run = {
  principal: Principal;
  requestId: string;
  beginning: RunBeginning | undefined;
  environment: Environment;
  trigger: ExecutionTrigger;
  input: Record<string, unknown>;
};

/**
 * Runs a flow for a caller of the platform and answers all that it did. Throws `forbidden` for what
 * the caller could not do without the flow, `unavailable` when the run was not let end.
 */
export async function platformRun(ready: ReadyFlow, asked: Run): Promise<FlowRunResult> {
  const { principal, ...facts } = asked;
  assertNeeds(principal, ready.compiled.needs);
  const { executionId, run } = await runRecorded(ready, {
    ...facts,
    organizationId: principal.organizationId,
    keyId: principal.kind === "user" ? null : principal.keyId,
    userId: principal.kind === "user" ? principal.userId : null,
    productId: null,
    surfaceId: null,
    capabilityId: null,
  });
  const unfinished = unfinishedRun(run);
  if (unfinished) throw unfinished;
  const { flowId, versionNumber } = ready;
  const { requestId, environment } = facts;
  return { executionId, requestId, flowId, versionNumber, environment, ...run };
}

type Terms = { environment?: Environment | undefined; version?: "draft" | "published" | undefined };

/**
 * Whose records a run uses and which steps it takes: the draft for test and the published version
 * for production, unless said otherwise. Throws `bad_request` for what the caller's key cannot do.
 */
export function runTerms(
  principal: Principal,
  asked: Terms,
): { environment: Environment; version: "draft" | "published" } {
  const environment = environmentOf(principal, asked.environment);
  const version = asked.version ?? (environment === "test" ? "draft" : "published");
  if (principal.kind !== "user" && environment === "production" && version === "draft") {
    throw invalidField("version", "A production key runs the published version.");
  }
  return { environment, version };
}

function environmentOf(principal: Principal, asked: Environment | undefined): Environment {
  const refusal = (own: Environment) => `This key runs flows on ${own} records only.`;
  return ownEnvironment(principal, asked, refusal) ?? "test";
}

/** A stored flow, ready to run. Throws `not_found`, or `conflict` when nothing is published. */
export async function storedFlow(
  db: Transaction,
  reference: { organizationId: string; flowId: string },
  version: "draft" | "published",
): Promise<ReadyFlow> {
  const { organizationId, flowId } = reference;
  const flow = await db.flow.findFirst({
    where: { id: flowId, organizationId },
    select: { revision: true, publishedVersion: true },
  });
  if (!flow) throw notFound("Flow");
  const ready =
    version === "draft"
      ? await readyDraft(reference, flow.revision)
      : await readyVersion(reference, numberOf(flow.publishedVersion));
  if (!ready) throw notFound("Flow");
  return ready;
}

function numberOf(publishedVersion: number | null): number {
  if (publishedVersion === null) throw flowUnpublished();
  return publishedVersion;
}
