"use server";

import { action } from "@/lib/actions/action";
import { getSecret } from "@/lib/services/secret/reads";
import * as secrets from "@/lib/services/secret/writes";

export const createSecret = action(secrets.createSecret);
export const updateSecret = action(secrets.updateSecret);
export const deleteSecret = action(secrets.deleteSecret);
export const readSecret = action(getSecret);
