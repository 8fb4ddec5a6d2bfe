import { z } from "zod";
import { parametersSchemaField } from "@/lib/contracts/capability/contracts";
import { isFields, readJson } from "@/lib/core/fields";

type SchemaText = { schema: unknown; problem?: undefined } | { problem: string };

/** The JSON Schema that a person wrote; blank for none, which takes any input. */
export function parseSchemaText(text: string): SchemaText {
  if (text.trim() === "") return { schema: null };
  const read = readJson(text);
  if (!read) {
    return {
      problem: "Not valid JSON. Put text in double quotes, and remove commas before } or ].",
    };
  }
  const { value } = read;
  if (!isFields(value)) {
    return { problem: 'Enter a JSON Schema object, such as {"type": "object"}.' };
  }
  return { schema: value };
}

export function schemaText(schema: unknown): string {
  return schema === null || schema === undefined ? "" : JSON.stringify(schema, null, 2);
}

/** The text of a form's field, turned into what the verb takes. */
export const parametersSchemaText = z
  .string()
  .transform((text, context) => {
    const parsed = parseSchemaText(text);
    if (parsed.problem === undefined) return parsed.schema;
    context.addIssue({ code: "custom", message: parsed.problem });
    return z.NEVER;
  })
  .pipe(parametersSchemaField.nullable());
