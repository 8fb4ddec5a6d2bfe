import "server-only";
import { surfaceKeyFirstUseContract } from "@/lib/contracts/surface-key-screen";
import { firstUse } from "@/lib/services/key/first-use";
import { surfacePlace } from "@/lib/services/surface-key/view";
import { defineRead } from "@/lib/services/verb";

export const surfaceKeyFirstUse = defineRead(
  surfaceKeyFirstUseContract,
  ({ principal, input, db }) => firstUse(db, surfacePlace(principal, input), input.keyId),
);
