import { WorkLimitExceeded } from "./linear-keywords";
import type { SchemaWork } from "./schema-work";

/** About a second of the processor, where every value is as slow as they come. */
const MAX_WORK = 1_000_000;

/** Characters that are read in the time in which a value is held against a subschema. */
const CHARACTERS = 64;

/**
 * The most work that a check of a value may be: every value in it against every subschema. Throws
 * {@link WorkLimitExceeded} where that is more than one check may take.
 */
export function checkWork({ subschemas, readings }: SchemaWork, value: unknown): number {
  const { values, characters } = sizeOf(value);
  const work = subschemas * values + Math.floor((readings * characters) / CHARACTERS);
  if (work > MAX_WORK) {
    throw new WorkLimitExceeded("The input is too large to be held against its schema.");
  }
  return work;
}

/** How many values there are in one, itself included, and how many characters in their texts. */
function sizeOf(value: unknown): { values: number; characters: number } {
  if (typeof value === "string") return { values: 1, characters: value.length };
  const size = { values: 1, characters: 1 };
  if (typeof value !== "object" || value === null) return size;
  for (const [name, inner] of Object.entries(value)) {
    const { values, characters } = sizeOf(inner);
    size.values += values;
    size.characters += characters + name.length;
  }
  return size;
}
