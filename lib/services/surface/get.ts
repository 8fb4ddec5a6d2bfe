import "server-only";
import { getSurfaceContract } from "@/lib/contracts/surface";
import { readSurface } from "@/lib/services/catalog/find";
import { defineRead } from "@/lib/services/verb";

export const getSurface = defineRead(getSurfaceContract, ({ principal, input, db }) =>
  readSurface(db, principal, { productId: input.id, surfaceId: input.surfaceId }),
);
