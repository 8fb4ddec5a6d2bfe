import "server-only";
import { revokePlatformKeyContract } from "@/lib/contracts/platform-key";
import { revokeKey } from "@/lib/services/key/revoke-key";
import { platformPlace, viewKey } from "@/lib/services/platform-key/view";
import { defineWrite } from "@/lib/services/verb";

export const revokePlatformKey = defineWrite(
  revokePlatformKeyContract,
  async ({ principal, input, db }) => {
    const place = platformPlace(principal);
    const key = await revokeKey(db, place, principal, input);
    return {
      output: { apiKey: await viewKey(db, place, key.id), timestamp: new Date().toISOString() },
      audit: {
        target: { type: "platformKey", id: key.id },
        metadata: { name: key.name, reason: input.reason ?? null },
      },
    };
  },
);
