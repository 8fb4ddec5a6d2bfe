import "server-only";
import { flowContracts } from "@/lib/contracts/flow/contracts";
import { type FlowUser, flowInputContract, flowUsersContract } from "@/lib/contracts/flow/screen";
import { withoutCredentials } from "@/lib/contracts/flow-steps/request-headers";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import type { Flow } from "@/lib/db/generated/client";
import { readCursor, readPage, searching, toPage } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/caller-rights";
import { defineRead } from "@/lib/services/verb";

export const listFlows = defineRead(flowContracts.list, async ({ principal, input, db }) => {
  const { search, status } = input;
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "flow", ({ after, ...page }) =>
    db.flow.findMany({
      where: { organizationId, ...omitUndefined({ status }), AND: [after, searching(search)] },
      ...page,
    }),
  );
  return { data: rows.map((row) => viewFlow(row, principal)), pagination };
});

export const getFlow = defineRead(flowContracts.get, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.flow.findFirst({ where: { id: input.id, organizationId } });
  if (!row) throw notFound("Flow");
  return viewFlow(row, principal);
});

const MAX_VERSION_NUMBER = 2_147_483_647;

export const listFlowVersions = defineRead(flowContracts.listVersions, async (context) => {
  const { principal, input, db } = context;
  const { id: flowId, limit } = input;
  const { organizationId } = principal;
  const flow = await db.flow.findFirst({
    where: { id: flowId, organizationId },
    select: { publishedVersion: true },
  });
  if (!flow) throw notFound("Flow");
  const place = readCursor(input.cursor, "flowVersion");
  const found = await db.flowVersion.findMany({
    where: {
      organizationId,
      flowId,
      ...(place && { versionNumber: { lt: Math.min(place.at, MAX_VERSION_NUMBER) } }),
    },
    orderBy: { versionNumber: "desc" },
    take: limit + 1,
  });
  const { rows, pagination } = toPage(found, limit, ({ versionNumber: at, id }) => ({ at, id }));
  const data = rows.map(({ id, versionNumber, steps, createdAt }) => ({
    ...isoDates({ id, flowId, versionNumber, createdAt }),
    isPublished: versionNumber === flow.publishedVersion,
    steps: seenSteps(steps, principal),
    stepCount: countSteps(steps),
  }));
  return { data, pagination };
});

export const flowInput = defineRead(flowInputContract, async ({ principal, input, db }) => {
  const flow = await db.flow.findFirst({
    where: { organizationId: principal.organizationId, id: input.id },
    select: {
      capabilities: { select: { parametersSchema: true }, orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
  if (!flow) throw notFound("Flow");
  return { parametersSchema: flow.capabilities[0]?.parametersSchema ?? null };
});

export const flowUsers = defineRead(flowUsersContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { id } = input;
  const flow = await db.flow.findFirst({ where: { id, organizationId }, select: { id: true } });
  if (!flow) throw notFound("Flow");
  return readFlowUsers(db, { organizationId, flowId: id });
});

const MAX_NAMED = 10;

/** The capabilities that run a flow, oldest first, and whether there are more than are named. */
export async function readFlowUsers(
  db: Transaction,
  where: { organizationId: string; flowId: string },
): Promise<{ capabilities: FlowUser[]; hasMore: boolean }> {
  const used = await db.capability.findMany({
    where,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_NAMED + 1,
    select: {
      id: true,
      capabilityName: true,
      productId: true,
      product: { select: { name: true } },
    },
  });
  return {
    capabilities: used.slice(0, MAX_NAMED).map(({ id, capabilityName, productId, product }) => ({
      id,
      name: capabilityName,
      productId,
      productName: product.name,
    })),
    hasMore: used.length > MAX_NAMED,
  };
}

/** A flow as a principal sees it: those who only read see no credential that a step holds. */
export function viewFlow(row: Flow, principal: Principal) {
  const { id, name, description, status, publishedVersion, revision } = row;
  const { steps, createdAt, updatedAt } = row;
  const facts = { id, name, description, status, publishedVersion, revision, createdAt, updatedAt };
  return {
    ...isoDates(facts),
    steps: seenSteps(steps, principal),
    stepCount: countSteps(steps),
  };
}

/** Older steps may hold credentials; those who write flows see them, to move them. */
function seenSteps(steps: unknown, principal: Principal): unknown {
  return holds(principal, "FLOWS:WRITE") ? steps : withoutCredentials(steps);
}

/** Top-level steps of a stored list. */
function countSteps(steps: unknown): number {
  return Array.isArray(steps) ? steps.length : 0;
}
