"use server";

import { action } from "@/lib/actions/action";
import { tryFlow as attempt } from "@/lib/services/call/try-flow";
import { createFlow as create } from "@/lib/services/flow/create";
import { deleteFlow as remove } from "@/lib/services/flow/delete";
import { publishFlow as publish } from "@/lib/services/flow/publish";
import { updateFlow as update } from "@/lib/services/flow/update";
import { flowUsers } from "@/lib/services/flow/users";

export const createFlow = action(create);
export const updateFlow = action(update);
export const publishFlow = action(publish);
export const deleteFlow = action(remove);
export const tryFlow = action(attempt);
export const readFlowUsers = action(flowUsers);
