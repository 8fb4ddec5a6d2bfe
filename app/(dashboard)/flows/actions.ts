"use server";

import { action } from "@/lib/actions/action";
import { tryFlow as attempt } from "@/lib/services/call/platform-runs";
import { flowUsers } from "@/lib/services/flow/reads";
import {
  createFlow as create,
  publishFlow as publish,
  deleteFlow as remove,
  updateFlow as update,
} from "@/lib/services/flow/writes";

export const createFlow = action(create);
export const updateFlow = action(update);
export const publishFlow = action(publish);
export const deleteFlow = action(remove);
export const tryFlow = action(attempt);
export const readFlowUsers = action(flowUsers);
