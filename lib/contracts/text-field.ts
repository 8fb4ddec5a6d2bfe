import { z } from "zod";

/** Text of any number of lines, up to `longest` UTF-16 units, that the database can hold. */
export function textField(longest: number) {
  return z
    .string()
    .max(longest, `Use at most ${longest} characters.`)
    .refine(
      (text) => !text.includes("\0") && text.isWellFormed(),
      "NUL characters and broken Unicode are not allowed.",
    );
}
