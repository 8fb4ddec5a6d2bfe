import "server-only";
import { surfaceImpactContract } from "@/lib/contracts/impact";
import { placeOf } from "@/lib/services/catalog/find";
import { itemPlace } from "@/lib/services/catalog/item-place";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { defineRead } from "@/lib/services/verb";

export const surfaceImpact = defineRead(surfaceImpactContract, async ({ principal, input, db }) => {
  const { id: productId, surfaceId } = input;
  await itemPlace(db, placeOf(principal, productId), surfaceId);
  return readImpact(db, principal, { productId, surfaceId });
});
