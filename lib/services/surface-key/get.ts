import "server-only";
import { getSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { livingPlace, viewSurfaceKey } from "@/lib/services/surface-key/view";
import { defineRead } from "@/lib/services/verb";

export const getSurfaceKey = defineRead(getSurfaceKeyContract, async ({ principal, input, db }) =>
  viewSurfaceKey(db, await livingPlace(db, principal, input), input.keyId),
);
