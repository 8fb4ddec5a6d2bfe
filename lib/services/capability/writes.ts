import "server-only";
import { capabilityContracts } from "@/lib/contracts/capability/contracts";
import { notFound } from "@/lib/core/errors";
import { lockOffers } from "@/lib/db/content-locks";
import { Prisma } from "@/lib/db/generated/client";
import { databaseNow } from "@/lib/db/prisma";
import {
  addCapability,
  assertJsonSchema,
  schemaOfFlow,
  setUnitCost,
  shownCapability,
  withFlow,
} from "@/lib/services/catalog/capabilities";
import { takeProduct } from "@/lib/services/catalog/place";
import { assertUnchanged, changesOf, factOf, isNothing } from "@/lib/services/changes";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { amountToShow, assertSetsMoney } from "@/lib/services/money";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const createCapability = defineWrite(capabilityContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { id, agentId: _, ...facts } = input;
  const place = await takeProduct(db, principal, id);
  await assertMayExpose(db, principal, { id: facts.flowId });
  const output = await addCapability(db, principal, place, facts);
  return {
    output,
    audit: {
      id: output.id,
      metadata: { productId: id, name: output.capabilityName, flowId: output.flowId },
    },
  };
});

export const updateCapability = defineWrite(capabilityContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, capabilityId: id, revision, refreshSchema, unitCost, ...asked } = input;
  const place = await takeProduct(db, principal, productId, "Capability");
  const current = await db.capability.findFirst({ where: { ...place, id }, include: withFlow });
  if (!current) throw notFound("Capability");
  assertUnchanged(current.revision, { revision, precondition }, "capability");
  assertJsonSchema(asked.parametersSchema);
  const changes = changesOf(current, {
    ...asked,
    ...(refreshSchema && {
      parametersSchema: await schemaOfFlow(db, place.organizationId, current.flowId),
    }),
  });
  // Turned on it can be called; under another schema it may take what it did not take before.
  if (refreshSchema || changes.enabled || changes.parametersSchema !== undefined) {
    await assertMayExpose(db, principal, { id: current.flowId });
  }
  // The newest counts, or is to count.
  const newestCost = amountToShow(current.costs[0]?.unitCost ?? null);
  const isPriced = unitCost !== undefined && unitCost !== newestCost;
  if (isPriced) {
    assertSetsMoney(principal, unitCost);
    await setUnitCost(db, current, unitCost);
  }
  if (isNothing(changes) && !isPriced)
    return { output: await shownCapability(db, principal, id), audit: NOTHING_CHANGED };
  const { parametersSchema, ...columns } = changes;
  await db.capability.update({
    where: { id },
    data: {
      ...columns,
      updatedAt: await databaseNow(db),
      ...(parametersSchema !== undefined && {
        parametersSchema: parametersSchema ?? Prisma.DbNull,
      }),
    },
  });
  return {
    output: await shownCapability(db, principal, id),
    audit: factOf(id, { ...changes, ...(isPriced && { unitCost }) }),
  };
});

export const deleteCapability = defineWrite(capabilityContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, capabilityId: id } = input;
  const place = await takeProduct(db, principal, productId, "Capability");
  const found = await db.capability.findFirst({
    where: { ...place, id },
    select: { revision: true, capabilityName: true, _count: { select: { items: true } } },
  });
  if (!found) throw notFound("Capability");
  assertUnchanged(found.revision, { precondition }, "capability");
  await lockOffers(db, { ...place, capabilityId: id });
  await db.capability.delete({ where: { id } });
  const removed = { items: found._count.items };
  return {
    output: { id, deleted: true as const, removed },
    audit: { id, metadata: { productId, name: found.capabilityName, ...removed } },
  };
});
