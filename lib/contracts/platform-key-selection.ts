import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import {
  changedKeys,
  changeOfMany,
  isOneChange,
  keyIds,
  keySelection,
  ONE_CHANGE,
  revocationOfMany,
  revokedKeys,
} from "@/lib/contracts/key-selection";

export const platformKeySelectionContract = defineContract({
  name: "platformKey.selection",
  kind: "read",
  need: { permission: "API_KEYS:READ" },
  input: z.strictObject({ keyIds }),
  output: keySelection,
});

export const updatePlatformKeysContract = defineContract({
  name: "platformKey.updateMany",
  kind: "write",
  need: { permission: "API_KEYS:WRITE" },
  input: z.strictObject(changeOfMany).refine(isOneChange, ONE_CHANGE),
  output: changedKeys,
});

export const revokePlatformKeysContract = defineContract({
  name: "platformKey.revokeMany",
  kind: "write",
  need: { permission: "API_KEYS:WRITE" },
  input: z.strictObject(revocationOfMany),
  output: revokedKeys,
});
