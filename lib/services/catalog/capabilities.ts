import "server-only";
import type { z } from "zod";
import type { capabilityContracts, capabilityView } from "@/lib/contracts/capability/contracts";
import { deriveParametersSchema } from "@/lib/contracts/flow/variables";
import { storedSteps } from "@/lib/contracts/flow-steps/flow-step";
import { compileParametersSchema } from "@/lib/contracts/input-schema/compile-parameters-schema";
import { storedObject } from "@/lib/contracts/json-field";
import { isoDates } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { holdCurrency } from "@/lib/db/content-locks";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { countsFrom, inForce, NEWEST_TWO } from "@/lib/db/valid-from";
import type { Principal } from "@/lib/policy/principal";
import {
  amountToShow,
  amountToStore,
  assertSetsMoney,
  type Viewing,
  viewing,
} from "@/lib/services/money";
import type { ProductPlace } from "./place";

/** What a capability is read with. */
export const withFlow = {
  flow: { select: { name: true, publishedVersion: true } },
  costs: NEWEST_TWO,
} as const satisfies Prisma.CapabilityInclude;

type CapabilityRow = Prisma.CapabilityGetPayload<{ include: typeof withFlow }>;

export function viewCapability(
  row: CapabilityRow,
  { now, seesCosts }: Viewing,
): z.input<typeof capabilityView> {
  const { organizationId: _, flow, costs, parametersSchema, ...facts } = row;
  const { current, next } = inForce(costs, now);
  const cost = (of: typeof current) => ({ unitCost: amountToShow(of?.unitCost ?? null) });
  return {
    ...isoDates(facts),
    ...(seesCosts && {
      ...cost(current),
      pending: next && { from: next.validFrom.toISOString(), ...cost(next) },
    }),
    agentId: null,
    flowName: flow.name,
    publishedVersion: flow.publishedVersion,
    parametersSchema: parametersSchema === null ? null : storedObject.parse(parametersSchema),
  };
}

type CapabilityFacts = Omit<z.output<typeof capabilityContracts.create.input>, "id" | "agentId">;

/** A new capability at the end of a product that is locked. Throws `bad_request` for its flow or schema. */
export async function addCapability(
  db: Transaction,
  principal: Principal,
  place: ProductPlace,
  facts: CapabilityFacts,
) {
  const { parametersSchema, unitCost, ...columns } = facts;
  assertSetsMoney(principal, unitCost ?? undefined);
  const derived = await schemaOfFlow(db, place.organizationId, facts.flowId);
  assertJsonSchema(parametersSchema);
  const schema = parametersSchema === undefined ? derived : parametersSchema;
  const { _max: last } = await db.capability.aggregate({
    where: place,
    _max: { displayOrder: true },
  });
  const row = await db.capability.create({
    data: {
      id: newId("capability"),
      ...place,
      ...columns,
      parametersSchema: schema ?? Prisma.DbNull,
      displayOrder: (last.displayOrder ?? -1) + 1,
    },
    select: { id: true, organizationId: true },
  });
  if (unitCost !== null) await setUnitCost(db, { ...row, costs: [] }, unitCost);
  return shownCapability(db, principal, row.id);
}

export async function shownCapability(db: Transaction, principal: Principal, id: string) {
  const row = await db.capability.findUniqueOrThrow({ where: { id }, include: withFlow });
  return viewCapability(row, await viewing(db, principal));
}

/** Changes what a call costs, from when that counts. */
export async function setUnitCost(
  db: Transaction,
  {
    id: capabilityId,
    organizationId,
    costs,
  }: Pick<CapabilityRow, "id" | "organizationId" | "costs">,
  unitCost: string | null,
): Promise<void> {
  const validFrom = await countsFrom(db, costs);
  await holdCurrency(db, organizationId);
  const data = { unitCost: amountToStore(unitCost) };
  await db.capabilityCost.upsert({
    where: { capabilityId_validFrom: { capabilityId, validFrom } },
    create: { organizationId, capabilityId, validFrom, ...data },
    update: data,
  });
}

/** The schema of the input that a flow's draft reads. Throws `bad_request` for an unknown flow. */
export async function schemaOfFlow(
  db: Transaction,
  organizationId: string,
  flowId: string,
): Promise<Prisma.InputJsonObject> {
  const flow = await db.flow.findFirst({
    where: { organizationId, id: flowId },
    select: { steps: true },
  });
  if (!flow) throw invalidField("flowId", "There is no such flow.");
  return { ...deriveParametersSchema(storedSteps.parse(flow.steps)) };
}

const MAX_REASON_LENGTH = 300;

/** Throws `bad_request` unless a given value is a JSON Schema that inputs can be checked against. */
export function assertJsonSchema(schema: unknown): void {
  if (schema === undefined || schema === null) return;
  try {
    compileParametersSchema(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const message = `Not a JSON Schema to check inputs by: ${reason.slice(0, MAX_REASON_LENGTH)}`;
    throw invalidField("parametersSchema", message);
  }
}
