import { sampleBody } from "@/components/call-snippets/sample-body";
import { type Sample, sampleValue } from "@/components/call-snippets/sample-value";

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
