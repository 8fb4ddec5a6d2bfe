import "server-only";
import type { z } from "zod";
import type { createCapabilityContract } from "@/lib/contracts/capability";
import { storedSteps } from "@/lib/contracts/flow-step";
import { deriveParametersSchema } from "@/lib/contracts/flow-variables";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { viewCapability, withFlow } from "./capability-view";
import type { ProductPlace } from "./find";
import { assertJsonSchema } from "./parameters-schema";

type CapabilityFacts = Omit<z.output<typeof createCapabilityContract.input>, "id" | "agentId">;

/** A new capability at the end of a product that is locked. Throws `bad_request` for its flow or schema. */
export async function addCapability(db: Transaction, place: ProductPlace, facts: CapabilityFacts) {
  const { parametersSchema, ...columns } = facts;
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
    include: withFlow,
  });
  return viewCapability(row);
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
