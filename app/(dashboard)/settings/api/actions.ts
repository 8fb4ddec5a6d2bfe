"use server";

import { action } from "@/lib/actions/action";
import * as reads from "@/lib/services/platform-key/reads";
import * as writes from "@/lib/services/platform-key/writes";

export const readKeyTable = action(reads.platformKeyTable);
export const readKey = action(reads.getPlatformKey);
export const readKeyOverview = action(reads.platformKeyOverview);
export const readKeyDecisions = action(reads.platformKeyDecisions);
export const readFirstUse = action(reads.platformKeyFirstUse);
export const createKey = action(writes.createPlatformKey);
export const updateKey = action(writes.updatePlatformKey);
export const rotateKey = action(writes.rotatePlatformKey);
export const revokeKey = action(writes.revokePlatformKey);
export const readDescendants = action(reads.keyDescendants);
export const readSelection = action(reads.platformKeySelection);
export const updateKeys = action(writes.updatePlatformKeys);
export const revokeKeys = action(writes.revokePlatformKeys);
