import "server-only";
import { itemConfigField, storedItemConfig } from "@/lib/contracts/surface/settings";
import { surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";
import { notFound } from "@/lib/core/errors";
import { deepMerge } from "@/lib/core/fields";
import { endpointSlugTaken } from "@/lib/core/refusals";
import { orRefuse } from "@/lib/db/database-errors";
import type { Transaction } from "@/lib/db/prisma";
import { addItem, itemPlace, viewItem, withCapability } from "@/lib/services/catalog/items";
import { freeSlug, slugOf, takeProduct } from "@/lib/services/catalog/place";
import { assertUnchanged, changesOf, factOf, isNothing } from "@/lib/services/changes";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const createSurfaceItem = defineWrite(surfaceItemContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { id, surfaceId, ...facts } = input;
  const product = await takeProduct(db, principal, id, "Surface");
  const { capabilityId } = facts;
  await assertMayExpose(db, principal, {
    capabilities: { some: { ...product, id: capabilityId } },
  });
  const output = await addItem(db, await itemPlace(db, product, surfaceId), facts);
  return {
    output,
    audit: {
      id: output.id,
      metadata: { surfaceId, capabilityId: output.capabilityId, slug: output.endpointSlug },
    },
  };
});

export const updateSurfaceItem = defineWrite(surfaceItemContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, surfaceId, itemId: id, revision, config, endpointSlug, ...asked } = input;
  const place = await takeProduct(db, principal, productId, "Surface item");
  const current = await db.surfaceItem.findFirst({
    where: { ...place, surfaceId, id },
    include: withCapability,
  });
  if (!current) throw notFound("Surface item");
  assertUnchanged(current.revision, { revision, precondition }, "endpoint");
  const shown = asked.exposedName === undefined ? current.exposedName : asked.exposedName;
  const name = shown ?? current.capability.capabilityName;
  const slug =
    endpointSlug === null
      ? freeSlug(slugOf(name), await takenSlugs(db, surfaceId, id))
      : endpointSlug;
  const changes = changesOf(current, {
    ...asked,
    endpointSlug: slug,
    config: config && mergedConfig(current.config, config),
  });
  // Turned on it can be called; another output step may answer what was not answered before.
  if (changes.enabled || changes.config) {
    const { capabilityId } = current;
    await assertMayExpose(db, principal, { capabilities: { some: { id: capabilityId } } });
  }
  if (isNothing(changes)) return { output: viewItem(current), audit: NOTHING_CHANGED };
  const row = await orRefuse(
    db.surfaceItem.update({ where: { id }, data: changes, include: withCapability }),
    { duplicate: endpointSlugTaken(slug ?? current.endpointSlug) },
  );
  return { output: viewItem(row), audit: factOf(id, changes) };
});

function mergedConfig(stored: unknown, changes: Record<string, unknown>) {
  return { ...itemConfigField.parse(deepMerge({ ...storedItemConfig(stored) }, changes)) };
}

async function takenSlugs(db: Transaction, surfaceId: string, id: string): Promise<Set<string>> {
  const others = await db.surfaceItem.findMany({
    where: { surfaceId, id: { not: id } },
    select: { endpointSlug: true },
  });
  return new Set(others.map((item) => item.endpointSlug));
}

export const deleteSurfaceItem = defineWrite(surfaceItemContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, surfaceId, itemId: id } = input;
  const place = await takeProduct(db, principal, productId, "Surface item");
  const row = await db.surfaceItem.findFirst({
    where: { ...place, surfaceId, id },
    select: { revision: true, capabilityId: true, endpointSlug: true },
  });
  if (!row) throw notFound("Surface item");
  const { revision, ...found } = row;
  assertUnchanged(revision, { precondition }, "endpoint");
  await db.surfaceItem.delete({ where: { id } });
  return {
    output: { id, deleted: true as const },
    audit: { id, metadata: { surfaceId, ...found } },
  };
});
