"use server";

import { action } from "@/lib/actions/action";
import {
  getPlatformKey,
  keyDescendants,
  platformKeyDecisions,
  platformKeyFirstUse,
  platformKeyOverview,
  platformKeySelection,
  platformKeyTable,
} from "@/lib/services/platform-key/reads";
import {
  createPlatformKey,
  revokePlatformKey,
  revokePlatformKeys,
  rotatePlatformKey,
  updatePlatformKey,
  updatePlatformKeys,
} from "@/lib/services/platform-key/writes";

export const readKeyTable = action(platformKeyTable);
export const readKey = action(getPlatformKey);
export const readKeyOverview = action(platformKeyOverview);
export const readKeyDecisions = action(platformKeyDecisions);
export const readFirstUse = action(platformKeyFirstUse);
export const createKey = action(createPlatformKey);
export const updateKey = action(updatePlatformKey);
export const rotateKey = action(rotatePlatformKey);
export const revokeKey = action(revokePlatformKey);
export const readDescendants = action(keyDescendants);
export const readSelection = action(platformKeySelection);
export const updateKeys = action(updatePlatformKeys);
export const revokeKeys = action(revokePlatformKeys);
