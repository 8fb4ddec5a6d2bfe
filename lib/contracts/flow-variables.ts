import type { FlowStep } from "@/lib/contracts/flow-step";

/** The inputs that the steps read and no earlier step sets, in order of appearance. */
export function flowVariables(_steps: readonly FlowStep[]): string[] {
  return [];
}

type ParametersSchema = {
  type: "object";
  properties: Record<string, object>;
  required: string[];
  additionalProperties: true;
};

/** A JSON Schema with one property for each input that the steps read. */
export function deriveParametersSchema(steps: readonly FlowStep[]): ParametersSchema {
  const properties = Object.fromEntries(flowVariables(steps).map((name) => [name, {}]));
  return { type: "object", properties, required: [], additionalProperties: true };
}
