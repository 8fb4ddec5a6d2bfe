import "server-only";
import { secretsNamed } from "@/lib/contracts/expression/template";
import { type FlowStep, needsOf, storedSteps } from "@/lib/contracts/flow-steps/flow-step";
import { AppError } from "@/lib/core/errors";
import { holdFlows } from "@/lib/db/content-locks";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds, holds } from "@/lib/services/caller-rights";

/*
 * Who is asked for what, decision 0018. A flow acts with the rights of those who run it, or, when a
 * surface key calls it, of those who stored or published its steps and those who exposed it.
 */

/** What exposing a flow needs beside what its steps need. */
const EXPOSING: readonly Permission[] = ["PRODUCTS:WRITE", "FLOWS:READ", "FLOWS:EXECUTE"];

type FlowReference = { organizationId: string; id: string };

/** Throws `forbidden`, naming the first permission that is missing. */
export function assertNeeds(principal: Principal, needs: Iterable<Permission>): void {
  for (const permission of needs) assertHolds(principal, permission);
}

/**
 * For steps that a caller gives, to run or to store: throws `forbidden` unless they may. Keys give
 * none that name a secret.
 */
export function assertMayGive(principal: Principal, steps: readonly FlowStep[]): void {
  if (principal.kind !== "user" && secretsNamed(steps).length > 0) {
    throw new AppError("forbidden", "Only people can use secrets in flows");
  }
  assertNeeds(principal, needsOf(steps));
}

/**
 * For steps that become the draft or the published version of a locked flow. Where capabilities use
 * the flow and the steps need more than those in use, this exposes it. Throws `forbidden`.
 */
export async function assertMaySet(
  db: Transaction,
  principal: Principal,
  flow: FlowReference,
  steps: readonly FlowStep[],
): Promise<void> {
  assertMayGive(principal, steps);
  const needs = needsOf(steps);
  if (needs.size === 0) return;
  const { organizationId, id: flowId } = flow;
  const used = await db.capability.findFirst({ where: { organizationId, flowId } });
  if (!used) return;
  const inUse = needsOf(await stepsInUse(db, organizationId, [flowId]));
  if ([...needs].some((permission) => !inUse.has(permission))) assertNeeds(principal, EXPOSING);
}

/**
 * For what lets surface keys call flows, or learn more of them, than before: holds the flows and
 * throws `forbidden` unless the caller may have done all that their drafts and versions do.
 */
export async function assertMayExpose(
  db: Transaction,
  principal: Principal,
  flows: Prisma.FlowWhereInput,
): Promise<void> {
  assertNeeds(principal, EXPOSING);
  const { organizationId } = principal;
  const found = await db.flow.findMany({
    where: { AND: [{ organizationId }, flows] },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await holdFlows(db, organizationId, ids);
  assertMayGive(principal, await stepsInUse(db, organizationId, ids));
}

/** Whether a caller sees what went into the runs of their environment and what came out. */
export function maySeeRunData(principal: Principal): boolean {
  return holds(principal, "FLOWS:READ") && holds(principal, "RECORDS:READ");
}

/** The steps of held flows that surface keys run: the drafts, by test keys, and published versions. */
async function stepsInUse(
  db: Transaction,
  organizationId: string,
  ids: readonly string[],
): Promise<FlowStep[]> {
  const drafts = await db.flow.findMany({
    where: { organizationId, id: { in: [...ids] } },
    select: { id: true, steps: true, publishedVersion: true },
  });
  const published = drafts.flatMap(({ id: flowId, publishedVersion: versionNumber }) =>
    versionNumber === null ? [] : [{ flowId, versionNumber }],
  );
  const versions = await db.flowVersion.findMany({
    where: { organizationId, OR: published },
    select: { steps: true },
  });
  return [...drafts, ...versions].flatMap(({ steps }) => storedSteps.parse(steps));
}
