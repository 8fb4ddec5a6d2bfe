"use server";

import { action } from "@/lib/actions/action";
import { createSurfaceKey } from "@/lib/services/surface-key/create";
import { surfaceKeyDecisions } from "@/lib/services/surface-key/decisions";
import { surfaceKeyFirstUse } from "@/lib/services/surface-key/first-use";
import { getSurfaceKey } from "@/lib/services/surface-key/get";
import { surfaceKeyOverview } from "@/lib/services/surface-key/overview";
import { revokeSurfaceKey } from "@/lib/services/surface-key/revoke";
import { revokeSurfaceKeys } from "@/lib/services/surface-key/revoke-many";
import { rotateSurfaceKey } from "@/lib/services/surface-key/rotate";
import { surfaceKeySelection } from "@/lib/services/surface-key/selection";
import { surfaceKeyTable } from "@/lib/services/surface-key/table";
import { updateSurfaceKey } from "@/lib/services/surface-key/update";
import { updateSurfaceKeys } from "@/lib/services/surface-key/update-many";

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
