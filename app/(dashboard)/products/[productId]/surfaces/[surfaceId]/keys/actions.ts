"use server";

import { action } from "@/lib/actions/action";
import {
  getSurfaceKey,
  surfaceKeyDecisions,
  surfaceKeyFirstUse,
  surfaceKeyOverview,
  surfaceKeySelection,
  surfaceKeyTable,
} from "@/lib/services/surface-key/reads";
import { updateSurfaceKey } from "@/lib/services/surface-key/update";
import {
  createSurfaceKey,
  revokeSurfaceKey,
  revokeSurfaceKeys,
  rotateSurfaceKey,
  updateSurfaceKeys,
} from "@/lib/services/surface-key/writes";

export const readKeyTable = action(surfaceKeyTable);
export const readKey = action(getSurfaceKey);
export const readKeyOverview = action(surfaceKeyOverview);
export const readKeyDecisions = action(surfaceKeyDecisions);
export const readFirstUse = action(surfaceKeyFirstUse);
export const createKey = action(createSurfaceKey);
export const updateKey = action(updateSurfaceKey);
export const rotateKey = action(rotateSurfaceKey);
export const revokeKey = action(revokeSurfaceKey);
export const readSelection = action(surfaceKeySelection);
export const updateKeys = action(updateSurfaceKeys);
export const revokeKeys = action(revokeSurfaceKeys);
