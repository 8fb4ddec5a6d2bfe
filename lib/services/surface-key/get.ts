import "server-only";
import { getSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { defineRead } from "@/lib/services/verb";
import { livingPlace, viewSurfaceKey } from "./view";

export const getSurfaceKey = defineRead(getSurfaceKeyContract, async ({ principal, input, db }) =>
  viewSurfaceKey(db, await livingPlace(db, principal, input), input.keyId),
);
