import "server-only";
import { rotateSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { holdReach, newMarks, storedKey } from "@/lib/services/key/hold-reach";
import { rotateSecret } from "@/lib/services/key/rotate-secret";
import { defineWrite } from "@/lib/services/verb";
import { heldPlace, viewSurfaceKey } from "./view";

export const rotateSurfaceKey = defineWrite(
  rotateSurfaceKeyContract,
  async ({ principal, input, db, precondition }) => {
    const place = await heldPlace(db, principal, input);
    const { keyId: id, revision, graceSeconds } = input;
    const rotation = { id, revision, precondition, graceSeconds };
    const { key, plaintext } = await rotateSecret(db, place, rotation, (row) => {
      holdReach(principal, { key: storedKey(row), replaced: ["secret"] });
    });
    const setByPerson = newMarks(principal, key, ["secret"]);
    if (setByPerson) await db.apiKey.update({ where: { id }, data: { setByPerson } });
    return {
      output: { ...(await viewSurfaceKey(db, place, id)), key: plaintext },
      audit: {
        target: { type: "surfaceKey", id },
        metadata: { name: key.name, surfaceId: place.surfaceId, graceSeconds },
      },
    };
  },
);
