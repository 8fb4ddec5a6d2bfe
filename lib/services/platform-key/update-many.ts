import "server-only";
import { updatePlatformKeysContract } from "@/lib/contracts/platform-key-selection";
import { changeKeys } from "@/lib/services/key/change-keys";
import { shortenMinted } from "@/lib/services/platform-key/change-minted";
import { platformPlace } from "@/lib/services/platform-key/view";
import { defineWrite } from "@/lib/services/verb";

export const updatePlatformKeys = defineWrite(
  updatePlatformKeysContract,
  async ({ principal, input, db }) => {
    const { descendants, ...change } = input;
    const { keyIds, expiresAt } = change;
    const minted = await shortenMinted(db, principal, { keyIds, expiresAt, descendants });
    const place = platformPlace(principal);
    const changed = await changeKeys(db, place, principal, change);
    return {
      output: { ...changed.output, ...minted.output },
      audit: [...changed.audit, ...minted.audit],
    };
  },
);
