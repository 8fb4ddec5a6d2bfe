import "server-only";
import { platformKeyFirstUseContract } from "@/lib/contracts/platform-key-screen";
import { firstUse } from "@/lib/services/key/first-use";
import { defineRead } from "@/lib/services/verb";
import { platformPlace } from "./view";

export const platformKeyFirstUse = defineRead(
  platformKeyFirstUseContract,
  ({ principal, input, db }) => firstUse(db, platformPlace(principal), input.id),
);
