import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import { compileFlow } from "@/lib/flows/compile-flow";
import type { RecordStore } from "@/lib/flows/record-store";
import { type FlowOptions, runFlow } from "@/lib/flows/run";
import { maskOf } from "@/lib/flows/secrets/mask";
import type { RunSecrets } from "@/lib/flows/secrets/run-secrets";

const never = () => Promise.reject(new Error("This flow has none"));
/** A run that may use no secret. */
export const noSecrets: RunSecrets = { take: never, mask: () => maskOf([]) };
export const noRecords: RecordStore = { get: never, list: never, upsert: never, update: never };

export const someOwner = { group: "org", member: "key" };

/** A step as a caller of the API writes it. */
export function step(id: string, type: string, config: object, more: object = {}) {
  return { id, type, name: `Step ${id}`, config, ...more };
}

/** Checks, compiles and runs the steps. */
export function runSteps(
  steps: unknown,
  input: Record<string, unknown> = {},
  options: Partial<FlowOptions> = {},
) {
  const flow = compileFlow(flowStepsField.parse(steps));
  return runFlow(flow, {
    input,
    records: noRecords,
    secrets: noSecrets,
    owner: someOwner,
    ...options,
  });
}
