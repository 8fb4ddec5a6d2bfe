import { z } from "zod";
import { readWhole } from "@/lib/core/exact-number";
import { ID_PREFIXES, type IdKind, idPattern } from "@/lib/core/ids";

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

/** Anything but joiners, fillers, spaces and marks. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\p{M}\u2800]/u;

/** Control characters, and the invisible ones that reorder text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** One line of text of 1 to `longest` characters, trimmed, without control characters. */
export function lineField(longest: number, what = "a value") {
  const empty = `Enter ${what}.`;
  return upTo(z.string().trim().min(1, { error: empty, abort: true }), longest)
    .refine(
      (value) => !UNPRINTABLE.test(value),
      "Line breaks and control characters are not allowed.",
    )
    .refine((value) => VISIBLE.test(value), empty);
}

/** An id in a path. Any other text is simply not found, so that ids of no kind stand out. */
export const pathId = z
  .string()
  .meta({ description: "The id, as returned by lists and other responses." });

/** An id in a body or query. */
export function idField(kind: IdKind) {
  return z.string().regex(idPattern(kind), `Not an id of the form ${ID_PREFIXES[kind]}_...`);
}

/** A moment as RFC 3339, in UTC on the way out. */
export const timestamp = z.iso
  .datetime({ offset: true })
  .meta({ example: "2026-01-15T09:30:00.000Z" });

export const nullableTimestamp = timestamp.nullable();

/** A whole number, in a query in decimal digits alone. */
export function wholeNumber(least: number, most: number) {
  return z.preprocess(
    (value) => (typeof value === "string" ? (readWhole(value) ?? value) : value),
    z.int("Enter a whole number.").min(least).max(most),
  );
}

/** The revision that the caller looked at; the change is refused when there is another by now. */
export const seenRevision = z
  .int()
  .min(1)
  .optional()
  .meta({ description: "The revision you last read. 409 if it has changed since." });

/** Of what can be changed: the revision counts the changes, and the ETag is made of it. */
export const changeFields = {
  revision: z.int().meta({ description: "Incremented by each change. Also in the ETag." }),
  createdAt: timestamp,
  updatedAt: timestamp,
};

/** Query fields of every list. */
export const cursorQuery = {
  limit: wholeNumber(1, 100)
    .default(50)
    .meta({ default: 50, description: "Number of rows per page." }),
  cursor: cursorField(500),
};

/** Where the next page begins. */
export function cursorField(longest: number) {
  return z.string().min(1).max(longest).optional().meta({
    description: "`pagination.nextCursor` of the previous page.",
  });
}

/** A text that narrows a list: a blank one would narrow nothing. */
export function filterText(longest: number) {
  return upTo(
    z.string().trim().min(1, { error: "Enter a value.", abort: true }),
    longest,
  ).optional();
}

/** Those of a list that can be searched. */
export const pageQuery = {
  ...cursorQuery,
  search: filterText(255).meta({
    description: "Text to look for.",
  }),
};

export const pagination = z
  .object({
    nextCursor: z.string().nullable().meta({
      description: "Pass it as `cursor` to get the next page. Null on the last page.",
    }),
    hasMore: z.boolean(),
    limit: z.int(),
  })
  .meta({ id: "Pagination", description: "The position of a page in a list." });

/** The answer to a DELETE. */
export const deletedOne = z.object({ id: z.string(), deleted: z.literal(true) });
