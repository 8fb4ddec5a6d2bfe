import "server-only";
import { surfaceKeyFirstUseContract } from "@/lib/contracts/surface-key-screen";
import { firstUse } from "@/lib/services/key/first-use";
import { defineRead } from "@/lib/services/verb";
import { livingPlace } from "./view";

export const surfaceKeyFirstUse = defineRead(
  surfaceKeyFirstUseContract,
  async ({ principal, input, db }) =>
    firstUse(db, await livingPlace(db, principal, input), input.keyId),
);
