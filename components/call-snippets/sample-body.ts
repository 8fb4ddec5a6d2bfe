import { type Sample, sampleValue } from "./sample-value";

/** The body of a call of a capability: the fields that its schema names, else one text. */
export function sampleBody(parametersSchema: unknown): Sample {
  const sample = parametersSchema === null ? null : sampleValue(parametersSchema);
  const isObject = typeof sample === "object" && sample !== null && !Array.isArray(sample);
  if (isObject && Object.keys(sample).length > 0) return sample;
  return { input: "Your input here" };
}

/** The first input that a flow is tried with: what its schema says, and else a text for each that it reads. */
export function defaultInput(
  parametersSchema: unknown,
  variables: readonly string[],
): Record<string, Sample> {
  const named = Object.fromEntries(variables.map((name) => [name, sampleValue({}, name)]));
  if (parametersSchema === null) return named;
  const body = sampleBody(parametersSchema);
  return typeof body === "object" && !Array.isArray(body) ? { ...named, ...body } : named;
}
