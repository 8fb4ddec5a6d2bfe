import { z } from "zod";

/**
 * Refuses more than `longest` characters. A character is a code point, as JSON Schema counts them,
 * so that the limit in the OpenAPI document is the one that is enforced.
 */
export function upTo(schema: z.ZodString, longest: number): z.ZodString {
  return schema
    .refine((text) => text.length <= longest || isShort(text, longest), {
      error: `Use at most ${longest} characters.`,
      abort: true,
    })
    .meta({ maxLength: longest });
}

/** Whether a text has at most so many characters. */
export function isShort(text: string, longest: number): boolean {
  return text.length <= 2 * longest && [...text].length <= longest;
}

/** Text of any number of lines, up to `longest` characters, that the database can hold. */
export function textField(longest: number) {
  return upTo(z.string(), longest).refine(
    (text) => !text.includes("\0") && text.isWellFormed(),
    "NUL characters and broken Unicode are not allowed.",
  );
}
