"use server";

import { action } from "@/lib/actions/action";
import { createPlatformKey } from "@/lib/services/platform-key/create";
import { platformKeyDecisions } from "@/lib/services/platform-key/decisions";
import { platformKeyFirstUse } from "@/lib/services/platform-key/first-use";
import { getPlatformKey } from "@/lib/services/platform-key/get";
import { platformKeyOverview } from "@/lib/services/platform-key/overview";
import { revokePlatformKey } from "@/lib/services/platform-key/revoke";
import { revokePlatformKeys } from "@/lib/services/platform-key/revoke-many";
import { rotatePlatformKey } from "@/lib/services/platform-key/rotate";
import { platformKeySelection } from "@/lib/services/platform-key/selection";
import { platformKeyTable } from "@/lib/services/platform-key/table";
import { updatePlatformKey } from "@/lib/services/platform-key/update";
import { updatePlatformKeys } from "@/lib/services/platform-key/update-many";

export const readKeyTable = action(platformKeyTable);
export const readKey = action(getPlatformKey);
export const readKeyOverview = action(platformKeyOverview);
export const readKeyDecisions = action(platformKeyDecisions);
export const readFirstUse = action(platformKeyFirstUse);
export const createKey = action(createPlatformKey);
export const updateKey = action(updatePlatformKey);
export const rotateKey = action(rotatePlatformKey);
export const revokeKey = action(revokePlatformKey);
export const readSelection = action(platformKeySelection);
export const updateKeys = action(updatePlatformKeys);
export const revokeKeys = action(revokePlatformKeys);
