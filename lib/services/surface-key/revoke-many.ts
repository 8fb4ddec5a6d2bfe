import "server-only";
import { revokeSurfaceKeysContract } from "@/lib/contracts/surface-key-selection";
import { revokeKeys } from "@/lib/services/key/change-keys";
import { lastUseOf } from "@/lib/services/key/selected-states";
import { defineWrite } from "@/lib/services/verb";
import { heldPlace } from "./view";

export const revokeSurfaceKeys = defineWrite(
  revokeSurfaceKeysContract,
  async ({ principal, input, db }) => {
    const place = await heldPlace(db, principal, input);
    const { keyIds, reason } = input;
    const { output, audit } = await revokeKeys(db, place, principal, { keyIds, reason });
    const lastUsedAt = await lastUseOf(db, place, output.changed);
    return { output: { ...output, lastUsedAt }, audit };
  },
);
