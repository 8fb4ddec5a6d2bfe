import "server-only";
import { surfaceContracts } from "@/lib/contracts/surface/contracts";
import { storedBehavior } from "@/lib/contracts/surface/settings";
import { notFound } from "@/lib/core/errors";
import { lockSurfaces } from "@/lib/db/content-locks";
import { takeProduct } from "@/lib/services/catalog/place";
import { addSurface, assertDefaultLimits, readSurface } from "@/lib/services/catalog/surfaces";
import { assertUnchanged, changesOf, factOf, isNothing } from "@/lib/services/changes";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { revokeKeysOf } from "@/lib/services/orphaned-keys";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const createSurface = defineWrite(surfaceContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { id: productId, ...facts } = input;
  assertDefaultLimits(principal, facts.config);
  const place = await takeProduct(db, principal, productId);
  const surfaceId = await addSurface(db, place, facts);
  return {
    output: await readSurface(db, principal, { productId, surfaceId }),
    audit: { id: surfaceId, metadata: { productId, name: facts.name, status: facts.status } },
  };
});

export const updateSurface = defineWrite(surfaceContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, surfaceId: id, revision, config, behavior, ...asked } = input;
  const place = await takeProduct(db, principal, productId, "Surface");
  const current = await db.surface.findFirst({ where: { ...place, id } });
  if (!current) throw notFound("Surface");
  assertUnchanged(current.revision, { revision, precondition }, "surface");
  const changes = changesOf(current, {
    ...asked,
    config: config && { ...config },
    behavior: behavior && { ...storedBehavior(current.behavior), ...behavior },
  });
  if (changes.config) assertDefaultLimits(principal, config);
  if (changes.status === "active" || changes.behavior?.response?.mode === "all") {
    const onSurface = { capabilities: { some: { items: { some: { surfaceId: id } } } } };
    await assertMayExpose(db, principal, onSurface);
  }
  const changed = !isNothing(changes);
  if (changed) await db.surface.update({ where: { id }, data: changes });
  return {
    output: await readSurface(db, principal, { productId, surfaceId: id }),
    audit: changed ? factOf(id, changes) : NOTHING_CHANGED,
  };
});

export const deleteSurface = defineWrite(surfaceContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id: productId, surfaceId: id } = input;
  const place = await takeProduct(db, principal, productId, "Surface");
  await lockSurfaces(db, { ...place, surfaceId: id });
  const found = await db.surface.findFirst({
    where: { ...place, id },
    select: { revision: true, name: true, _count: { select: { items: true, keys: true } } },
  });
  if (!found) throw notFound("Surface");
  assertUnchanged(found.revision, { precondition }, "surface");
  await db.surface.delete({ where: { id } });
  const { name, _count: removed } = found;
  return {
    output: { id, deleted: true as const, removed },
    audit: { id, metadata: { productId, name, ...removed } },
    afterwards: () => revokeKeysOf(principal, [id]),
  };
});
