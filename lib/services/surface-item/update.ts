import "server-only";
import { updateSurfaceItemContract } from "@/lib/contracts/surface-item";
import { itemConfigField, storedItemConfig } from "@/lib/contracts/surface-settings";
import { notFound } from "@/lib/core/errors";
import { deepMerge } from "@/lib/core/merge";
import type { Transaction } from "@/lib/db/prisma";
import { orRefuse } from "@/lib/db/refused-write";
import { slugTaken } from "@/lib/services/catalog/add-item";
import { assertUnchanged } from "@/lib/services/catalog/find";
import { viewItem, withCapability } from "@/lib/services/catalog/item-view";
import { freeSlug, slugOf } from "@/lib/services/catalog/slug";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const updateSurfaceItem = defineWrite(
  updateSurfaceItemContract,
  async ({ principal, input, db }) => {
    const {
      id: productId,
      surfaceId,
      itemId: id,
      revision,
      config,
      endpointSlug,
      ...asked
    } = input;
    const place = await takeProduct(db, principal, productId, "Surface item");
    const current = await db.surfaceItem.findFirst({
      where: { ...place, surfaceId, id },
      include: withCapability,
    });
    if (!current) throw notFound("Surface item");
    assertUnchanged(current.revision, revision, "endpoint");
    const { exposedName, exposedDescription, isEntryPoint, enabled, presentation } = asked;
    const shown = exposedName === undefined ? current.exposedName : exposedName;
    const name = shown ?? current.capability.capabilityName;
    const slug =
      endpointSlug === null
        ? freeSlug(slugOf(name), await takenSlugs(db, surfaceId, id))
        : endpointSlug;
    const changes = {
      ...(exposedName !== undefined && { exposedName }),
      ...(exposedDescription !== undefined && { exposedDescription }),
      ...(isEntryPoint !== undefined && { isEntryPoint }),
      ...(enabled !== undefined && { enabled }),
      ...(presentation !== undefined && { presentation }),
      ...(slug !== undefined && { endpointSlug: slug }),
      ...(config !== undefined && { config: mergedConfig(current.config, config) }),
    };
    const row = await orRefuse(
      db.surfaceItem.update({ where: { id }, data: changes, include: withCapability }),
      { duplicate: slugTaken(slug ?? current.endpointSlug) },
    );
    return {
      output: viewItem(row),
      audit: {
        target: { type: "surfaceItem", id },
        metadata: { changed: Object.keys(changes), ...(enabled !== undefined && { enabled }) },
      },
    };
  },
);

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
