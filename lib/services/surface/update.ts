import "server-only";
import { updateSurfaceContract } from "@/lib/contracts/surface";
import { storedBehavior } from "@/lib/contracts/surface-settings";
import { notFound } from "@/lib/core/errors";
import { assertDefaultLimits } from "@/lib/services/catalog/assert-default-limits";
import { readSurface } from "@/lib/services/catalog/find";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateSurface = defineWrite(
  updateSurfaceContract,
  async ({ principal, input, db, precondition }) => {
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
    const { status } = changes;
    return {
      output: await readSurface(db, principal, { productId, surfaceId: id }),
      audit: changed
        ? {
            target: { type: "surface", id },
            metadata: { changed: Object.keys(changes), ...(status !== undefined && { status }) },
          }
        : NOTHING_CHANGED,
    };
  },
);
