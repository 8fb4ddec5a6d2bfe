import "server-only";
import { rotateSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { rotateSecret } from "@/lib/services/key/rotate-secret";
import { assertOutlives } from "@/lib/services/surface-key/reach";
import { heldPlace, viewSurfaceKey } from "@/lib/services/surface-key/view";
import { defineWrite } from "@/lib/services/verb";

export const rotateSurfaceKey = defineWrite(
  rotateSurfaceKeyContract,
  async ({ principal, input, db }) => {
    const place = await heldPlace(db, principal, input);
    const { keyId: id, revision, graceSeconds } = input;
    const { key, plaintext } = await rotateSecret(db, place, { id, revision, graceSeconds });
    await assertOutlives(db, principal, key.expiresAt);
    return {
      output: { ...(await viewSurfaceKey(db, place, id)), key: plaintext },
      audit: {
        target: { type: "surfaceKey", id },
        metadata: { name: key.name, surfaceId: place.surfaceId, graceSeconds },
      },
    };
  },
);
