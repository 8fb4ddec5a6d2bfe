import { useMemo } from "react";
import * as keys from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
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
    permission: "SURFACE_KEYS:WRITE",
    readOverview: (keyId) => keys.readKeyOverview({ ...place, keyId }),
    readDecisions: (keyId, limit) => keys.readKeyDecisions({ ...place, keyId, limit }),
    readFirstUse: (keyId) => keys.readFirstUse({ ...place, keyId }),
    switchKey: ({ id: keyId, revision }, isActive) =>
      keys.updateKey({ ...place, keyId, revision, isActive }),
    rotate: async ({ id: keyId, revision }, graceSeconds, name) => {
      // Only a rotation needs it, and it is there before the one time the secret is.
      const { revealed } = await import("./revealed-surface-key");
      const rotated = await keys.rotateKey({ ...place, keyId, revision, graceSeconds }, name);
      return mapResult(rotated, (key) => revealed(place, capabilities, key));
    },
    revoke: (keyId, { reason }) => keys.revokeKey({ ...place, keyId, reason }),
    readSelection: (keyIds) => keys.readSelection({ ...place, keyIds }),
    changeMany: (keyIds, change) =>
      keys.updateKeys({
        ...place,
        keyIds,
        ...("isActive" in change ? change : { expiresAt: change.expiresAt }),
      }),
    revokeMany: (keyIds, { reason }) => keys.revokeKeys({ ...place, keyIds, reason }),
  };
}
