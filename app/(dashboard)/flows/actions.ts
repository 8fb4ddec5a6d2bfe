"use server";

import { action } from "@/lib/actions/action";
import * as runs from "@/lib/services/call/platform-runs";
import { flowUsers } from "@/lib/services/flow/reads";
import * as flows from "@/lib/services/flow/writes";

export const createFlow = action(flows.createFlow);
export const updateFlow = action(flows.updateFlow);
export const publishFlow = action(flows.publishFlow);
export const deleteFlow = action(flows.deleteFlow);
export const tryFlow = action(runs.tryFlow);
export const readFlowUsers = action(flowUsers);
