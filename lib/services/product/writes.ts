import "server-only";
import { storedObject } from "@/lib/contracts/json-field";
import { parseInput } from "@/lib/contracts/parse-input";
import { productContracts } from "@/lib/contracts/product/contracts";
import { settingsField } from "@/lib/contracts/product/fields";
import { deepMerge } from "@/lib/core/fields";
import { newId } from "@/lib/core/ids";
import { productSlugTaken } from "@/lib/core/refusals";
import { lockSurfaces } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { databaseNow } from "@/lib/db/prisma";
import { takeProduct } from "@/lib/services/catalog/place";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { revokeKeysOf } from "@/lib/services/orphaned-keys";
import { readProduct, viewProductSettings } from "@/lib/services/product/reads";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { fromTemplate } from "./from-template";

export const createProduct = defineWrite(productContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { template, status: _, slug = null, ...columns } = input;
  const { organizationId } = principal;
  const id = newId("product");
  await orRefuse(db.product.create({ data: { id, organizationId, slug, ...columns } }), {
    duplicate: productSlugTaken(),
  });
  const made = template && (await fromTemplate(db, principal, { id, ...template }));
  const fact = { id, metadata: { name: input.name } };
  return {
    output: { ...(await readProduct(db, principal, id)), testApiKey: made?.testApiKey ?? null },
    audit: [fact, ...(made?.facts ?? [])],
  };
});

export const updateProduct = defineWrite(
  productContracts.update,
  async ({ principal, input, db, precondition }) => {
    const { id, canvas, spec, revision, ...asked } = input;
    await takeProduct(db, principal, id);
    const current = await db.product.findUniqueOrThrow({ where: { id } });
    assertUnchanged(current.revision, { revision, precondition }, "product");
    const changes = changesOf(current, {
      ...asked,
      canvas: canvas && merged(current.canvas, canvas),
      spec: spec && merged(current.spec, spec),
    });
    if (isNothing(changes)) {
      return { output: viewProductSettings(current), audit: NOTHING_CHANGED };
    }
    const row = await orRefuse(
      db.product.update({ where: { id }, data: { ...changes, updatedAt: await databaseNow(db) } }),
      { duplicate: productSlugTaken() },
    );
    return {
      output: viewProductSettings(row),
      audit: { id, metadata: { changed: Object.keys(changes) } },
    };
  },
  async ({ db, principal, input }) =>
    productContracts.get.output.parse(await readProduct(db, principal, input.id)),
);

/** Merged settings are held to the same size as those that are given. */
function merged(stored: unknown, changes: Record<string, unknown>) {
  return parseInput(settingsField, deepMerge({ ...storedObject.parse(stored) }, changes));
}

export const deleteProduct = defineWrite(productContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const place = await takeProduct(db, principal, id);
  await lockSurfaces(db, place);
  const surfaces = await db.surface.findMany({ where: place, select: { id: true } });
  const surfaceIds = surfaces.map((surface) => surface.id);
  const removed = {
    capabilities: await db.capability.count({ where: place }),
    surfaces: surfaceIds.length,
    items: await db.surfaceItem.count({ where: place }),
    keys: await db.apiKey.count({ where: { ...place, surfaceId: { in: surfaceIds } } }),
  };
  const { name, revision } = await db.product.delete({
    where: { id },
    select: { name: true, revision: true },
  });
  assertUnchanged(revision, { precondition }, "product");
  return {
    output: { id, deleted: true as const, removed },
    audit: { id, metadata: { name, ...removed } },
    afterwards: () => revokeKeysOf(principal, surfaceIds),
  };
});
