import { useMemo } from "react";
import {
  readFirstUse,
  readKeyDecisions,
  readKeyOverview,
  readSelection,
  revokeKey,
  revokeKeys,
  rotateKey,
  updateKey,
  updateKeys,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import type { KeyClient } from "@/components/key/key-client";
import { mapResult } from "@/components/live/action-value";
import type { CallableCapability, SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";

export type Place = { id: string; surfaceId: string };

export function useSurfaceKeyClient({ id, surfaceId }: Place, { capabilities }: SurfaceKeyForm) {
  return useMemo(
    () => surfaceKeyClient({ id, surfaceId }, capabilities),
    [id, surfaceId, capabilities],
  );
}

/** Keys of one surface, as the shared screens of keys use them. */
export function surfaceKeyClient(
  place: Place,
  capabilities: readonly CallableCapability[],
): KeyClient {
  return {
    queries: `surface-keys ${place.surfaceId}`,
    home: `/products/${place.id}/surfaces/${place.surfaceId}/keys`,
    scope: "capabilities",
    readOverview: (keyId) => readKeyOverview({ ...place, keyId }),
    readDecisions: (keyId, limit) => readKeyDecisions({ ...place, keyId, limit }),
    readFirstUse: (keyId) => readFirstUse({ ...place, keyId }),
    switchKey: ({ id: keyId, revision }, isActive) =>
      updateKey({ ...place, keyId, revision, isActive }),
    rotate: async ({ id: keyId, revision }, graceSeconds, name) => {
      // Only a rotation needs it, and it is there before the one time the secret is.
      const { revealed } = await import("./revealed-surface-key");
      const rotated = await rotateKey({ ...place, keyId, revision, graceSeconds }, name);
      return mapResult(rotated, (key) => revealed(place, capabilities, key));
    },
    revoke: (keyId, { reason }) => revokeKey({ ...place, keyId, reason }),
    readSelection: (keyIds) => readSelection({ ...place, keyIds }),
    changeMany: (keyIds, change) =>
      updateKeys({
        ...place,
        keyIds,
        ...("isActive" in change ? change : { expiresAt: change.expiresAt }),
      }),
    revokeMany: (keyIds, { reason }) => revokeKeys({ ...place, keyIds, reason }),
  };
}
