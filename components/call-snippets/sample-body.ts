import { type Sample, sampleValue } from "@/components/call-snippets/sample-value";

/** The body of a call of a capability: the fields that its schema names, else one text. */
export function sampleBody(parametersSchema: unknown): Sample {
  const sample = parametersSchema === null ? null : sampleValue(parametersSchema);
  const isObject = typeof sample === "object" && sample !== null && !Array.isArray(sample);
  if (isObject && Object.keys(sample).length > 0) return sample;
  return { input: "Your input here" };
}
