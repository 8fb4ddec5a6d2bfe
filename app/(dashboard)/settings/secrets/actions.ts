"use server";

import { action } from "@/lib/actions/action";
import { getSecret } from "@/lib/services/secret/reads";
import {
  createSecret as create,
  deleteSecret as remove,
  updateSecret as update,
} from "@/lib/services/secret/writes";

export const createSecret = action(create);
export const updateSecret = action(update);
export const deleteSecret = action(remove);
export const readSecret = action(getSecret);
