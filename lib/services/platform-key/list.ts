import "server-only";
import { listPlatformKeysContract } from "@/lib/contracts/platform-key";
import { pageOfKeys } from "@/lib/services/key/page-of-keys";
import { defineRead } from "@/lib/services/verb";
import { platformPlace, viewKeys } from "./view";

export const listPlatformKeys = defineRead(
  listPlatformKeysContract,
  async ({ principal, input, db }) => {
    const { states, pagination, total } = await pageOfKeys(db, platformPlace(principal), input);
    const data = await viewKeys(db, states);
    return { data, pagination, apiKeys: data, total, timestamp: new Date().toISOString() };
  },
);
