type SchemaText = { schema: unknown; problem?: undefined } | { problem: string };

/** The JSON Schema that a person wrote; blank for none, which takes any input. */
export function parseSchemaText(text: string): SchemaText {
  if (text.trim() === "") return { schema: null };
  const parsed = parseJson(text);
  if (parsed.problem !== undefined) return parsed;
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: 'Enter a JSON Schema object, such as {"type": "object"}.' };
  }
  return { schema: value };
}

export function schemaText(schema: unknown): string {
  return schema === null || schema === undefined ? "" : JSON.stringify(schema, null, 2);
}

function parseJson(text: string): { value: unknown; problem?: undefined } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {
      problem: "Not valid JSON. Put text in double quotes, and remove commas before } or ].",
    };
  }
}
