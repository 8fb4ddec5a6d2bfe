"use server";

import { action } from "@/lib/actions/action";
import * as reads from "@/lib/services/surface-key/reads";
import { updateSurfaceKey } from "@/lib/services/surface-key/update";
import * as writes from "@/lib/services/surface-key/writes";

export const readKeyTable = action(reads.surfaceKeyTable);
export const readKey = action(reads.getSurfaceKey);
export const readKeyOverview = action(reads.surfaceKeyOverview);
export const readKeyDecisions = action(reads.surfaceKeyDecisions);
export const readFirstUse = action(reads.surfaceKeyFirstUse);
export const createKey = action(writes.createSurfaceKey);
export const updateKey = action(updateSurfaceKey);
export const rotateKey = action(writes.rotateSurfaceKey);
export const revokeKey = action(writes.revokeSurfaceKey);
export const readSelection = action(reads.surfaceKeySelection);
export const updateKeys = action(writes.updateSurfaceKeys);
export const revokeKeys = action(writes.revokeSurfaceKeys);
