import "server-only";
import { revokeSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { revokeKey } from "@/lib/services/key/revoke-key";
import { defineWrite } from "@/lib/services/verb";
import { heldPlace, viewSurfaceKey } from "./view";

export const revokeSurfaceKey = defineWrite(
  revokeSurfaceKeyContract,
  async ({ principal, input, db, precondition }) => {
    const place = await heldPlace(db, principal, input);
    const { keyId: id, reason } = input;
    const key = await revokeKey(db, place, principal, { id, reason, precondition });
    return {
      output: await viewSurfaceKey(db, place, id),
      audit: {
        target: { type: "surfaceKey", id },
        metadata: { name: key.name, surfaceId: place.surfaceId, reason: reason ?? null },
      },
    };
  },
);
