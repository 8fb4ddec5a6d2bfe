import { _, type Ajv, type ErrorObject } from "ajv";
import { RE2JS } from "re2js";
import { isFields } from "@/lib/core/fields";

const MAX_NAMED = 20;

/** Of all patterns of a schema: what takes about a second to prepare. */
const MAX_INSTRUCTIONS = 50_000;

/** Instructions of patterns times characters that one check may still take. */
export type PatternWork = { left: number };

/** Says that a check would take longer than anyone may take the processor for. */
export class WorkLimitExceeded extends Error {}

const TOO_LONG = "The input is too long to validate against the patterns of its schema.";

/**
 * Patterns in time that is linear in the text, whatever the pattern. Throws for what RE2 lacks, and
 * for patterns that are too large together.
 */
export function linearRegExp(work: PatternWork) {
  let instructions = 0;
  return Object.assign(
    (pattern: string) => {
      const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
      const size = compiled.programSize();
      instructions += size;
      if (instructions > MAX_INSTRUCTIONS) throw new Error("Its patterns are too large together.");
      const test = (text: string) => {
        work.left -= size * (text.length + 1);
        if (work.left < 0) throw new WorkLimitExceeded(TOO_LONG);
        return compiled.matcher(text).find();
      };
      // Ajv tells patterns apart by their text.
      return { test, toString: () => pattern };
    },
    { code: "" },
  );
}

/** Puts keywords in the place of Ajv's own that compare every value with every other. */
export function addLinearKeywords(ajv: Ajv): void {
  for (const keyword of ["uniqueItems", "enum"]) ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    compile: (isOn: boolean) => (items: unknown[]) =>
      !isOn || new Set(items.map(canonical)).size === items.length,
    error: { message: "must not hold the same value twice" },
  });
  ajv.addKeyword({
    keyword: "enum",
    schemaType: "array",
    compile: (allowed: unknown[]) => {
      const texts = new Set(allowed.map(canonical));
      return (value: unknown) => texts.has(canonical(value));
    },
    error: {
      message: "must be one of the allowed values",
      params: ({ schemaCode }) => _`{ allowedValues: ${schemaCode} }`,
    },
  });
}

/** The values that an `enum` allows, as they are written. */
export function allowedValues({ params }: ErrorObject): string {
  const values: unknown[] = Array.isArray(params.allowedValues) ? params.allowedValues : [];
  const named = values.slice(0, MAX_NAMED).map((value) => JSON.stringify(value));
  return `${named.join(", ")}${values.length > MAX_NAMED ? ", ..." : ""}`;
}

/** The same text for values that are equal in JSON. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    isFields(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
