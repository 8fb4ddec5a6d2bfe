import "server-only";
import { storedSteps } from "@/lib/contracts/flow-steps/flow-step";
import { BoundedCache } from "@/lib/core/bounded-cache";
import { prisma } from "@/lib/db/prisma";
import { type CompiledFlow, compileFlow } from "@/lib/flows/compile-flow";

/** Steps that are ready to run, and whose they are. */
export type ReadyFlow = {
  compiled: CompiledFlow;
  /** Null for steps that came with the request. */
  flowId: string | null;
  /** Null for the draft. */
  versionNumber: number | null;
};

type FlowReference = { organizationId: string; flowId: string };

/** UTF-16 units of the JSON of all flows that are kept; compiled they take up to forty times that. */
const MAX_CACHE_SIZE = 4_000_000;

/** By draft and revision, or by version: neither ever changes. */
const compiledFlows = new BoundedCache<CompiledFlow>(1_000, MAX_CACHE_SIZE);

/** A draft as it is at a revision or later; undefined when the organization has no such flow. */
export async function readyDraft(
  { organizationId, flowId }: FlowReference,
  revision: number | undefined,
): Promise<ReadyFlow | undefined> {
  const known = revision === undefined ? undefined : compiledFlows.get(`${flowId}@${revision}`);
  if (known) return { compiled: known, flowId, versionNumber: null };
  const row = await prisma().flow.findFirst({
    where: { id: flowId, organizationId },
    select: { steps: true, revision: true },
  });
  if (!row) return undefined;
  const key = `${flowId}@${row.revision}`;
  return { compiled: compileOnce(key, row.steps), flowId, versionNumber: null };
}

/** A version of a flow; undefined when the organization has no such version. */
export async function readyVersion(
  { organizationId, flowId }: FlowReference,
  versionNumber: number,
): Promise<ReadyFlow | undefined> {
  const key = `${flowId}#${versionNumber}`;
  const known = compiledFlows.get(key);
  if (known) return { compiled: known, flowId, versionNumber };
  const row = await prisma().flowVersion.findFirst({
    where: { flowId, versionNumber, organizationId },
    select: { steps: true },
  });
  if (!row) return undefined;
  return { compiled: compileOnce(key, row.steps), flowId, versionNumber };
}

function compileOnce(key: string, steps: unknown): CompiledFlow {
  const known = compiledFlows.get(key);
  if (known) return known;
  const compiled = compileFlow(storedSteps.parse(steps));
  compiledFlows.set(key, compiled, JSON.stringify(steps).length);
  return compiled;
}
