import "server-only";
import { createSurfaceItemContract } from "@/lib/contracts/surface-item";
import { addItem } from "@/lib/services/catalog/add-item";
import { itemPlace } from "@/lib/services/catalog/item-place";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { defineWrite } from "@/lib/services/verb";

export const createSurfaceItem = defineWrite(
  createSurfaceItemContract,
  async ({ principal, input, db }) => {
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
        target: { type: "surfaceItem", id: output.id },
        metadata: { surfaceId, capabilityId: output.capabilityId, slug: output.endpointSlug },
      },
    };
  },
);
