import "server-only";
import { StepError } from "@/lib/flows/step-error";

/** Bytes of JSON that all outputs of a run may have together. */
export const MAX_OUTPUT_LENGTH = 5_000_000;

const MAX_TEXTS = 4 * MAX_OUTPUT_LENGTH;

const MAX_DEPTH = 100;

/** About the bytes of a value as JSON, no more than needed to see that it is over `limit`. */
export function measure(value: unknown, limit: number, depth = 0): number {
  if (typeof value === "string") return Buffer.byteLength(value) + 2;
  if (typeof value !== "object" || value === null) return 8;
  if (depth === MAX_DEPTH) throw new StepError(`The output is nested more than ${MAX_DEPTH} deep.`);
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      bytes += measure(item, limit - bytes, depth + 1);
      if (bytes > limit) return bytes;
    }
    return bytes;
  }
  for (const name of Object.keys(value)) {
    bytes += name.length + 4 + measure(Reflect.get(value, name), limit - bytes, depth + 1);
    if (bytes > limit) return bytes;
  }
  return bytes;
}

/** Characters that the templates and conditions of one run may still make and compare. */
export class TextBudget {
  #left = MAX_TEXTS;

  /** Throws {@link StepError} once they are too many; nothing more is made then. */
  take(characters: number): void {
    if (this.#left >= 0) this.#left -= characters;
    if (this.#left < 0) throw new StepError("The texts of the flow are over 20 MB together.");
  }
}

/** One to three seconds of work. */
const MAX_MASK_WORK = 1_000_000_000;

/** What the masks of one run may still read: characters, once for each form that is looked for in them. */
export class MaskBudget {
  #left: number;

  constructor(work = MAX_MASK_WORK) {
    this.#left = work;
  }

  /** Throws {@link MaskBudgetExceeded} instead of what would be too much. */
  take(work: number): void {
    if (work > this.#left) throw new MaskBudgetExceeded();
    this.#left -= work;
  }
}

/** Says that a text cannot be looked through any more. */
export class MaskBudgetExceeded extends Error {}
