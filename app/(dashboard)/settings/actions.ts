"use server";

import { action } from "@/lib/actions/action";
import * as keyReads from "@/lib/services/platform-key/reads";
import * as keyWrites from "@/lib/services/platform-key/writes";
import { getSecret } from "@/lib/services/secret/reads";
import * as secrets from "@/lib/services/secret/writes";

export const readKeyTable = action(keyReads.platformKeyTable);
export const readKey = action(keyReads.getPlatformKey);
export const readKeyOverview = action(keyReads.platformKeyOverview);
export const readKeyDecisions = action(keyReads.platformKeyDecisions);
export const readFirstUse = action(keyReads.platformKeyFirstUse);
export const createKey = action(keyWrites.createPlatformKey);
export const updateKey = action(keyWrites.updatePlatformKey);
export const rotateKey = action(keyWrites.rotatePlatformKey);
export const revokeKey = action(keyWrites.revokePlatformKey);
export const readDescendants = action(keyReads.keyDescendants);
export const readSelection = action(keyReads.platformKeySelection);
export const updateKeys = action(keyWrites.updatePlatformKeys);
export const revokeKeys = action(keyWrites.revokePlatformKeys);

export const createSecret = action(secrets.createSecret);
export const updateSecret = action(secrets.updateSecret);
export const deleteSecret = action(secrets.deleteSecret);
export const readSecret = action(getSecret);
