import "server-only";
import { z } from "zod";
import {
  type Execution,
  type ExecutionDetail,
  getExecutionContract,
  listExecutionsContract,
} from "@/lib/contracts/execution/contracts";
import { type StepRun, stepRun } from "@/lib/contracts/flow/run";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import type { FlowExecution } from "@/lib/db/generated/client";
import { readCursor, toPage } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/caller-rights";
import { maySeeRunData } from "@/lib/services/flow-rights";
import { defineRead } from "@/lib/services/verb";

export const listExecutions = defineRead(listExecutionsContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { limit, cursor, environment: asked, ...filters } = input;
  const place = readCursor(cursor, "execution");
  const at = place && new Date(place.at);
  const environment = seenEnvironment(principal, asked);
  const found = await db.flowExecution.findMany({
    where: {
      organizationId,
      ...omitUndefined(filters),
      ...(environment && { environment }),
      ...(place && {
        startedAt: { lte: at },
        OR: [{ startedAt: { lt: at } }, { id: { gt: place.id } }],
      }),
    },
    orderBy: [{ startedAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    omit: UNLISTED,
  });
  const { rows, pagination } = toPage(found, limit, ({ startedAt, id }) => ({
    at: startedAt.getTime(),
    id,
  }));
  const names = await namesOf(db, organizationId, rows);
  return { data: rows.map((row) => viewExecution(row, names, principal)), pagination };
});

export const getExecution = defineRead(getExecutionContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const environment = seenEnvironment(principal, undefined);
  const row = await db.flowExecution.findFirst({
    where: { organizationId, id: input.id, ...(environment && { environment }) },
  });
  if (!row) throw notFound("Execution");
  return viewExecutionDetail(row, await namesOf(db, organizationId, [row]), principal);
});

const storedError = z.object({ stepId: z.string(), stepName: z.string(), message: z.string() });
const storedSteps = z.array(stepRun);

/** What a list leaves out: the columns that may be large. */
const UNLISTED = { steps: true, input: true, output: true } as const;

type Listed = Omit<FlowExecution, keyof typeof UNLISTED>;

/** A run of an environment that the principal sees, without its data for those who may not have it. */
function viewExecution(row: Listed, names: Names, principal: Principal): Execution {
  const { organizationId: _, startedAt, error, ...facts } = row;
  const dataHidden = !maySeeRunData(principal);
  return {
    ...facts,
    flowName: names.of(row.flowId),
    keyName: names.of(row.keyId),
    capabilityName: names.of(row.capabilityId),
    startedAt: startedAt.toISOString(),
    dataHidden,
    error: error === null ? null : viewError(storedError.parse(error), dataHidden),
  };
}

function viewExecutionDetail(
  row: FlowExecution,
  names: Names,
  principal: Principal,
): ExecutionDetail {
  const { steps, input, output, ...listed } = row;
  const view = viewExecution(listed, names, principal);
  const timeline = storedSteps.parse(steps);
  if (view.dataHidden) return { ...view, steps: timeline.map(withoutData) };
  // An input is an object; where it is not kept the output is not either.
  return { ...view, steps: timeline, ...(input !== null && { input, output }) };
}

/** What a step threw may hold what it read. */
function viewError({ message, ...step }: z.output<typeof storedError>, dataHidden: boolean) {
  return dataHidden ? step : { ...step, message };
}

function withoutData({ output: _, error: __, ...step }: StepRun): StepRun {
  return step;
}

type Place = { flowId: string | null; keyId: string | null; capabilityId: string | null };

/** Today's names of what runs point at; null for what is gone or has none. */
type Names = { of: (id: string | null) => string | null };

async function namesOf(
  db: Transaction,
  organizationId: string,
  runs: readonly Place[],
): Promise<Names> {
  const [flows, keys, capabilities] = await Promise.all([
    db.flow.findMany({
      where: { organizationId, id: { in: ids(runs, "flowId") } },
      select: { id: true, name: true },
    }),
    db.apiKey.findMany({
      where: { organizationId, id: { in: ids(runs, "keyId") } },
      select: { id: true, name: true },
    }),
    db.capability.findMany({
      where: { organizationId, id: { in: ids(runs, "capabilityId") } },
      select: { id: true, capabilityName: true },
    }),
  ]);
  const named = capabilities.map(({ id, capabilityName: name }) => ({ id, name }));
  const known = new Map([...flows, ...keys, ...named].map(({ id, name }) => [id, name]));
  return { of: (id) => (id === null ? null : (known.get(id) ?? null)) };
}

function ids(runs: readonly Place[], field: keyof Place): string[] {
  return [...new Set(runs.map((run) => run[field]).filter((id) => id !== null))];
}

/** Whose runs a caller sees; all when undefined. Throws `bad_request` for another than a key's own. */
function seenEnvironment(principal: Principal, asked: Environment | undefined) {
  return ownEnvironment(principal, asked, (own) => `This key sees ${own} runs only.`);
}
