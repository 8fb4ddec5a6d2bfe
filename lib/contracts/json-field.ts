import { z } from "zod";

/** Bytes of a value as JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** Levels of objects and lists, 1 for a flat object. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** A JSON object of at most `largest` bytes and `deepest` levels. */
export function jsonObjectField(largest: number, deepest: number) {
  return z
    .record(z.string(), z.json())
    .refine((value) => depthOf(value) <= deepest, `Nest at most ${deepest} levels.`)
    .refine((value) => jsonBytes(value) <= largest, `Use at most ${largest} bytes of JSON.`);
}

export type JsonObject = Record<string, z.core.util.JSONType>;

/** A JSON object as the database gives it back. */
export const storedObject: z.ZodType<JsonObject, unknown> = z.record(z.string(), z.json());
