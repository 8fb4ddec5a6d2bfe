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
import { curlCall, KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-body";
import type { KeyDoor, Revealed } from "@/components/key/key-door";
import { mapResult } from "@/components/live/action-value";
import type { NewSurfaceKey } from "@/lib/contracts/surface-key";
import type { CallableCapability } from "@/lib/contracts/surface-key-screen";

export type Place = { id: string; surfaceId: string };

/** Keys of one surface, as the shared screens of keys use them. */
export function surfaceKeyDoor(place: Place, capabilities: readonly CallableCapability[]): KeyDoor {
  return {
    queries: `surface-keys ${place.surfaceId}`,
    home: keysHref(place),
    scope: "capabilities",
    readOverview: (keyId) => readKeyOverview({ ...place, keyId }),
    readDecisions: (keyId, limit) => readKeyDecisions({ ...place, keyId, limit }),
    readFirstUse: (keyId) => readFirstUse({ ...place, keyId }),
    switchKey: ({ id: keyId, revision }, isActive) =>
      updateKey({ ...place, keyId, revision, isActive }),
    rotate: async ({ id: keyId, revision }, graceSeconds, name) =>
      mapResult(await rotateKey({ ...place, keyId, revision, graceSeconds }, name), (key) =>
        revealed(place, capabilities, key),
      ),
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

export function keysHref({ id, surfaceId }: Place): string {
  return `/products/${id}/surfaces/${surfaceId}/keys`;
}

type Minted = Pick<NewSurfaceKey, "id" | "name" | "environment" | "key" | "scopes">;

/** A new secret, with a call of the first capability that it opens. */
export function revealed(
  place: Place,
  capabilities: readonly CallableCapability[],
  minted: Minted,
): Revealed {
  const { id, name, environment, key: secret, scopes } = minted;
  const open = capabilities.filter(
    (one) => one.enabled && (scopes.length === 0 || scopes.includes(one.id)),
  );
  const [first] = open;
  const path = `/v1/products/${place.id}/surfaces/${place.surfaceId}/api`;
  const url = `${window.location.origin}${path}/${first?.slug ?? "{capabilitySlug}"}`;
  const body = sampleBody(first?.parametersSchema ?? null);
  return {
    key: { id, name, environment },
    secret,
    variable: KEY_VARIABLE,
    firstCall: (token) => curlCall({ url, body }, token),
  };
}
