import "server-only";
import { getPlatformKeyContract } from "@/lib/contracts/platform-key";
import { defineRead } from "@/lib/services/verb";
import { platformPlace, viewKey } from "./view";

export const getPlatformKey = defineRead(
  getPlatformKeyContract,
  async ({ principal, input, db }) => ({
    apiKey: await viewKey(db, platformPlace(principal), input.id),
    timestamp: new Date().toISOString(),
  }),
);
