import "server-only";
import { revokePlatformKeysContract } from "@/lib/contracts/platform-key-selection";
import { revokeKeys } from "@/lib/services/key/change-keys";
import { lastUseOf } from "@/lib/services/key/selected-states";
import { defineWrite } from "@/lib/services/verb";
import { revokeMinted } from "./change-minted";
import { platformPlace } from "./view";

export const revokePlatformKeys = defineWrite(
  revokePlatformKeysContract,
  async ({ principal, input, db }) => {
    const place = platformPlace(principal);
    const minted = await revokeMinted(db, principal, input);
    const { output, audit } = await revokeKeys(db, place, principal, input);
    const lastUsedAt = await lastUseOf(db, place, output.changed);
    return {
      output: { ...output, lastUsedAt, ...minted.output },
      audit: [...audit, ...minted.audit],
    };
  },
);
