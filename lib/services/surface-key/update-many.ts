import "server-only";
import { updateSurfaceKeysContract } from "@/lib/contracts/surface-key-selection";
import { changeKeys } from "@/lib/services/key/change-keys";
import { defineWrite } from "@/lib/services/verb";
import { heldPlace } from "./view";

export const updateSurfaceKeys = defineWrite(
  updateSurfaceKeysContract,
  async ({ principal, input, db }) => {
    const place = await heldPlace(db, principal, input);
    const { keyIds, isActive, expiresAt } = input;
    return changeKeys(db, place, principal, { keyIds, isActive, expiresAt });
  },
);
