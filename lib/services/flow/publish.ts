import "server-only";
import { storedSteps } from "@/lib/contracts/flow-step";
import { publishFlowContract } from "@/lib/contracts/flow-version";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { lockFlow } from "@/lib/db/lock-flow";
import type { Transaction } from "@/lib/db/prisma";
import { assertMaySet } from "@/lib/services/flow-rights";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { defineWrite } from "@/lib/services/verb";

export const publishFlow = defineWrite(publishFlowContract, async ({ principal, input, db }) => {
  refuseTestKey(principal, publishFlowContract);
  const flow = { organizationId: principal.organizationId, id: input.id };
  if (!(await lockFlow(db, flow.organizationId, flow.id))) throw notFound("Flow");
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
      target: { type: "flow", id: flow.id },
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
