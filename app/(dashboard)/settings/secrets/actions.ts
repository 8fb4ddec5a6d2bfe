"use server";

import { action } from "@/lib/actions/action";
import { createSecret as create } from "@/lib/services/secret/create";
import { deleteSecret as remove } from "@/lib/services/secret/delete";
import { getSecret } from "@/lib/services/secret/get";
import { updateSecret as update } from "@/lib/services/secret/update";

export const createSecret = action(create);
export const updateSecret = action(update);
export const deleteSecret = action(remove);
export const readSecret = action(getSecret);
