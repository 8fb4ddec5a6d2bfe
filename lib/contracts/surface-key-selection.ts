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
import { onSurface } from "@/lib/contracts/surface-key";

export const surfaceKeySelectionContract = defineContract({
  name: "surfaceKey.selection",
  kind: "read",
  need: { permission: "SURFACE_KEYS:READ" },
  input: z.strictObject({ ...onSurface, keyIds }),
  output: keySelection,
});

export const updateSurfaceKeysContract = defineContract({
  name: "surfaceKey.updateMany",
  kind: "write",
  need: { permission: "SURFACE_KEYS:WRITE" },
  input: z.strictObject({ ...onSurface, ...changeOfMany }).refine(isOneChange, ONE_CHANGE),
  output: changedKeys,
});

export const revokeSurfaceKeysContract = defineContract({
  name: "surfaceKey.revokeMany",
  kind: "write",
  need: { permission: "SURFACE_KEYS:WRITE" },
  input: z.strictObject({ ...onSurface, ...revocationOfMany }),
  output: revokedKeys,
});
