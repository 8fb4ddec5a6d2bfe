import "server-only";
import { getSurfaceContract } from "@/lib/contracts/surface";
import { readSurface } from "@/lib/services/catalog/find";
import { defineSnapshotRead } from "@/lib/services/verb";

export const getSurface = defineSnapshotRead(getSurfaceContract, ({ principal, input, db }) =>
  readSurface(db, principal, { productId: input.id, surfaceId: input.surfaceId }),
);
