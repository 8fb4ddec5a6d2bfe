import "server-only";
import { getSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { surfacePlace, viewSurfaceKey } from "@/lib/services/surface-key/view";
import { defineRead } from "@/lib/services/verb";

export const getSurfaceKey = defineRead(getSurfaceKeyContract, ({ principal, input, db }) =>
  viewSurfaceKey(db, surfacePlace(principal, input), input.keyId),
);
