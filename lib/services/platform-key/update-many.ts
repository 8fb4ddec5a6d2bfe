import "server-only";
import { updatePlatformKeysContract } from "@/lib/contracts/platform-key-selection";
import { changeKeys } from "@/lib/services/key/change-keys";
import { platformPlace } from "@/lib/services/platform-key/view";
import { defineWrite } from "@/lib/services/verb";

export const updatePlatformKeys = defineWrite(
  updatePlatformKeysContract,
  async ({ principal, input, db }) => {
    const { keyIds, ...change } = input;
    return changeKeys(db, platformPlace(principal), keyIds, change);
  },
);
