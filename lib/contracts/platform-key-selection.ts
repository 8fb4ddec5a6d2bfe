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
import {
  descendantsChanged,
  onExpiry,
  onRevocation,
  SAY_WHEN,
  saysWhen,
} from "@/lib/contracts/platform-key";

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
  input: z
    .strictObject({ ...changeOfMany, descendants: onExpiry })
    .refine(isOneChange, ONE_CHANGE)
    .refine(saysWhen, SAY_WHEN),
  output: changedKeys.extend({ descendantsChanged }),
});

export const revokePlatformKeysContract = defineContract({
  name: "platformKey.revokeMany",
  kind: "write",
  need: { permission: "API_KEYS:WRITE" },
  input: z.strictObject({ ...revocationOfMany, descendants: onRevocation }),
  output: revokedKeys.extend({ descendantsChanged }),
});
