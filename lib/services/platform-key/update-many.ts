import "server-only";
import { updatePlatformKeysContract } from "@/lib/contracts/platform-key-selection";
import { changeKeys } from "@/lib/services/key/change-keys";
import { defineWrite } from "@/lib/services/verb";
import { shortenMinted } from "./change-minted";
import { platformPlace } from "./view";

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
