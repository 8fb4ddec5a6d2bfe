type SchemaText = { schema: unknown; problem?: undefined } | { problem: string };

/** The JSON Schema that a person wrote; blank for none, which takes any input. */
export function parseSchemaText(text: string): SchemaText {
  if (text.trim() === "") return { schema: null };
  const parsed = parseJson(text);
  if (parsed.problem !== undefined) return parsed;
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: 'A JSON Schema is an object, such as {"type": "object"}.' };
  }
  return { schema: value };
}

export function schemaText(schema: unknown): string {
  return schema === null || schema === undefined ? "" : JSON.stringify(schema, null, 2);
}

function parseJson(text: string): { value: unknown; problem?: undefined } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read";
    return { problem: `Not JSON yet: ${placeIn(reason, text)}.` };
  }
}

/** The browser's words, with the line in place of the count of characters. */
function placeIn(reason: string, text: string): string {
  const position = /at position (\d+)/.exec(reason)?.[1];
  if (position === undefined) return reason.replace(/\.$/, "");
  const line = text.slice(0, Number(position)).split("\n").length;
  return reason.replace(/ (in JSON )?at position \d+.*$/s, ` on line ${line}`);
}
