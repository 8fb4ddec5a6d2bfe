import { curlCall, KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-value";
import type { Revealed } from "@/components/key/key-client";
import type { NewSurfaceKey } from "@/lib/contracts/surface-key/contracts";
import type { CallableCapability } from "@/lib/contracts/surface-key/screen";
import type { Place } from "./surface-key-client";

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
