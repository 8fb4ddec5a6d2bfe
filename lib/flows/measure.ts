import "server-only";
import { StepError } from "@/lib/flows/step-error";

/** Bytes of JSON that all outputs of a run may have together. */
export const MAX_OUTPUT_LENGTH = 5_000_000;

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
