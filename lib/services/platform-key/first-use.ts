import "server-only";
import { platformKeyFirstUseContract } from "@/lib/contracts/platform-key-screen";
import { firstUse } from "@/lib/services/key/first-use";
import { platformPlace } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";

export const platformKeyFirstUse = defineRead(
  platformKeyFirstUseContract,
  ({ principal, input, db }) => firstUse(db, platformPlace(principal), input.id),
);
