import * as keys from "@/app/(dashboard)/settings/actions";
import type { KeyClient, Revealed } from "@/components/key/key-client";
import { mapResult } from "@/components/live/action-value";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";

/** Platform keys, as the shared screens of keys use them. */
export const PLATFORM_KEY_CLIENT: KeyClient = {
  queries: "platform-keys",
  home: "/settings/api",
  scope: "permissions",
  permission: "API_KEYS:WRITE",
  readOverview: (id) => keys.readKeyOverview({ id }),
  readDecisions: (id, limit) => keys.readKeyDecisions({ id, limit }),
  readFirstUse: (id) => keys.readFirstUse({ id }),
  switchKey: ({ id, revision }, isActive) => keys.updateKey({ id, revision, isActive }),
  rotate: async ({ id, revision }, graceSeconds, name) =>
    mapResult(await keys.rotateKey({ id, revision, graceSeconds }, name), revealed),
  revoke: async (id, revocation) =>
    mapResult(await keys.revokeKey({ id, ...revocation }), ({ apiKey }) => apiKey),
  readDescendants: (keyIds, outliving) => keys.readDescendants({ keyIds, outliving }),
  readSelection: (keyIds) => keys.readSelection({ keyIds }),
  changeMany: (keyIds, change) => keys.updateKeys({ keyIds, ...change }),
  revokeMany: (keyIds, revocation) => keys.revokeKeys({ keyIds, ...revocation }),
};

/** What programs read a key of the platform from. */
const KEY_VARIABLE = "RUNTYPE_API_KEY";

export function revealed(made: { apiKey: PlatformKeyView; plainKey: string }): Revealed {
  return { key: made.apiKey, secret: made.plainKey, variable: KEY_VARIABLE, firstCall };
}

function firstCall(token: string): string {
  return `curl ${window.location.origin}/v1/me \\\n  -H "Authorization: Bearer ${token}"`;
}
