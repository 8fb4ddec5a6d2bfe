import "server-only";
import { productImpactsContract } from "@/lib/contracts/impact";
import { assertProduct, placeOf } from "@/lib/services/catalog/find";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { defineRead } from "@/lib/services/verb";

export const productImpacts = defineRead(
  productImpactsContract,
  async ({ principal, input: { id: productId }, db }) => {
    const place = placeOf(principal, productId);
    await assertProduct(db, place);
    const found = await db.capability.findMany({
      where: place,
      select: { id: true },
    });
    const capabilities = [];
    for (const { id: capabilityId } of found) {
      const impact = await readImpact(db, principal, { productId, capabilityId });
      capabilities.push({ capabilityId, impact });
    }
    return { capabilities };
  },
);
