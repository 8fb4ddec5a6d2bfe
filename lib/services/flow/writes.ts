import "server-only";
import { flowContracts } from "@/lib/contracts/flow/contracts";
import { storedSteps } from "@/lib/contracts/flow-steps/flow-step";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { flowInUse, flowUsedBy } from "@/lib/core/refusals";
import { lockFlow } from "@/lib/db/content-locks";
import type { Transaction } from "@/lib/db/prisma";
import { databaseNow } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds, refuseTestKey } from "@/lib/services/caller-rights";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { assertMayGive, assertMaySet } from "@/lib/services/flow-rights";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { readFlowUsers, viewFlow } from "./reads";

export const createFlow = defineWrite(flowContracts.create, async ({ principal, input, db }) => {
  const { name, description, status } = input;
  const { organizationId } = principal;
  const steps = input.steps ?? input.flowSteps ?? [];
  assertMayGive(principal, steps);
  const id = newId("flow");
  const row = await db.flow.create({
    data: { id, organizationId, name, description, status, steps },
  });
  return { output: viewFlow(row, principal), audit: { id, metadata: { name } } };
});

export const updateFlow = defineWrite(flowContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, steps, flowSteps, ...asked } = input;
  if (!(await lockFlow(db, principal.organizationId, id))) throw notFound("Flow");
  const current = await db.flow.findUniqueOrThrow({ where: { id } });
  if (current.publishedVersion !== null) refuseTestKey(principal, flowContracts.update);
  assertUnchanged(current.revision, { revision, precondition }, "flow");
  const changes = changesOf(current, { ...asked, steps: steps ?? flowSteps });
  if (changes.steps) await assertMaySet(db, principal, current, changes.steps);
  if (isNothing(changes)) return { output: viewFlow(current, principal), audit: NOTHING_CHANGED };
  const row = await db.flow.update({
    where: { id },
    data: { ...changes, revision: { increment: 1 }, updatedAt: await databaseNow(db) },
  });
  return {
    output: viewFlow(row, principal),
    audit: { id, metadata: { changed: Object.keys(changes) } },
  };
});

export const deleteFlow = defineWrite(flowContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, flowContracts.delete);
  const { id } = input;
  const { organizationId } = principal;
  const locked = await lockFlow(db, organizationId, id);
  if (!locked) throw notFound("Flow");
  assertUnchanged(locked.revision, { precondition }, "flow");
  await assertUnused(db, principal, id);
  const { name } = await db.flow.delete({ where: { id }, select: { name: true } });
  return { output: { id, deleted: true as const }, audit: { id, metadata: { name } } };
});

/** Throws `conflict`, naming the capabilities that use a locked flow to those who may read products. */
async function assertUnused(db: Transaction, principal: Principal, flowId: string): Promise<void> {
  const { organizationId } = principal;
  const { capabilities, hasMore } = await readFlowUsers(db, { organizationId, flowId });
  if (capabilities.length === 0) return;
  if (!holds(principal, "PRODUCTS:READ")) throw flowInUse();
  const named = capabilities.map(
    ({ id, name, productName }) => `${name} of ${productName} (${id})`,
  );
  const rest = hasMore ? ", and more" : "";
  throw flowUsedBy(`${named.join(", ")}${rest}`);
}

export const publishFlow = defineWrite(flowContracts.publish, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, flowContracts.publish);
  const flow = { organizationId: principal.organizationId, id: input.id };
  const locked = await lockFlow(db, flow.organizationId, flow.id);
  if (!locked) throw notFound("Flow");
  assertUnchanged(locked.revision, { revision: input.revision, precondition }, "flow");
  const {
    id: versionId,
    versionNumber,
    steps,
  } = input.versionId ? await findVersion(db, flow, input.versionId) : await makeVersion(db, flow);
  await assertMaySet(db, principal, flow, storedSteps.parse(steps));
  await db.flow.update({ where: { id: flow.id }, data: { publishedVersion: versionNumber } });
  return {
    output: {
      success: true as const,
      message: `Version ${versionNumber} is published`,
      publishedVersionId: versionId,
      versionNumber,
    },
    audit: {
      id: flow.id,
      metadata: { versionId, versionNumber, again: input.versionId !== undefined },
    },
  };
});

type FlowReference = { organizationId: string; id: string };

const asPublished = { id: true, versionNumber: true, steps: true } as const;

async function findVersion(db: Transaction, flow: FlowReference, versionId: string) {
  const version = await db.flowVersion.findFirst({
    where: { id: versionId, flowId: flow.id, organizationId: flow.organizationId },
    select: asPublished,
  });
  if (!version) throw notFound("Flow version");
  return version;
}

/** An immutable copy of the draft under the next number; the flow is locked. */
async function makeVersion(db: Transaction, flow: FlowReference) {
  const { organizationId, id: flowId } = flow;
  const { steps } = await db.flow.findUniqueOrThrow({ where: flow, select: { steps: true } });
  const { _max: newest } = await db.flowVersion.aggregate({
    where: { organizationId, flowId },
    _max: { versionNumber: true },
  });
  const versionNumber = (newest.versionNumber ?? 0) + 1;
  return db.flowVersion.create({
    data: {
      id: newId("flowVersion"),
      organizationId,
      flowId,
      versionNumber,
      steps: storedSteps.parse(steps),
    },
    select: asPublished,
  });
}
