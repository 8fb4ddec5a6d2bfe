import "server-only";
import { createSurfaceContract } from "@/lib/contracts/surface";
import { addSurface } from "@/lib/services/catalog/add-surface";
import { assertDefaultLimits } from "@/lib/services/catalog/assert-default-limits";
import { readSurface } from "@/lib/services/catalog/find";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const createSurface = defineWrite(
  createSurfaceContract,
  async ({ principal, input, db }) => {
    const { id: productId, ...facts } = input;
    assertDefaultLimits(principal, facts.config);
    const place = await takeProduct(db, principal, productId);
    const surfaceId = await addSurface(db, place, facts);
    return {
      output: await readSurface(db, principal, { productId, surfaceId }),
      audit: {
        target: { type: "surface", id: surfaceId },
        metadata: { productId, name: facts.name, status: facts.status },
      },
    };
  },
);
