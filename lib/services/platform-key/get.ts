import "server-only";
import { getPlatformKeyContract } from "@/lib/contracts/platform-key";
import { platformPlace, viewKey } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";

export const getPlatformKey = defineRead(
  getPlatformKeyContract,
  async ({ principal, input, db }) => ({
    apiKey: await viewKey(db, platformPlace(principal), input.id),
    timestamp: new Date().toISOString(),
  }),
);
