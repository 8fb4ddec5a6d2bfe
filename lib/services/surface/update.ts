import "server-only";
import { updateSurfaceContract } from "@/lib/contracts/surface";
import { storedBehavior } from "@/lib/contracts/surface-settings";
import { notFound } from "@/lib/core/errors";
import { assertUnchanged, readSurface } from "@/lib/services/catalog/find";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const updateSurface = defineWrite(
  updateSurfaceContract,
  async ({ principal, input, db }) => {
    const { id: productId, surfaceId: id, revision, ...asked } = input;
    const place = await takeProduct(db, principal, productId, "Surface");
    const current = await db.surface.findFirst({ where: { ...place, id } });
    if (!current) throw notFound("Surface");
    assertUnchanged(current.revision, revision, "surface");
    const { name, status, environment, config, behavior, inbound, outbound } = asked;
    const changes = {
      ...(name !== undefined && { name }),
      ...(status !== undefined && { status }),
      ...(environment !== undefined && { environment }),
      ...(config !== undefined && { config: { ...config } }),
      ...(behavior !== undefined && {
        behavior: { ...storedBehavior(current.behavior), ...behavior },
      }),
      ...(inbound !== undefined && { inbound }),
      ...(outbound !== undefined && { outbound }),
    };
    await db.surface.update({ where: { id }, data: changes });
    return {
      output: await readSurface(db, principal, { productId, surfaceId: id }),
      audit: {
        target: { type: "surface", id },
        metadata: { changed: Object.keys(changes), ...(status !== undefined && { status }) },
      },
    };
  },
);
