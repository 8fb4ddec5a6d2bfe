import { z } from "zod";

type Json = z.core.util.JSONType;

/** Any JSON value; the OpenAPI document says no more of it, as generators do not bear its recursion. */
export const jsonValue: z.ZodType<Json> = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.lazy(() => jsonValue)),
    z.record(
      z.string(),
      z.lazy(() => jsonValue),
    ),
  ])
  .meta({ id: "JsonValue", description: "Any JSON value.", override: anything });

function anything({ jsonSchema }: { jsonSchema: { anyOf?: unknown } }): void {
  delete jsonSchema.anyOf;
}

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
    .record(z.string(), jsonValue)
    .refine((value) => depthOf(value) <= deepest, `Nest at most ${deepest} levels.`)
    .refine((value) => jsonBytes(value) <= largest, `Use at most ${largest} bytes of JSON.`)
    .meta({ "x-max-bytes": largest, "x-max-depth": deepest });
}

type JsonObject = Record<string, Json>;

/** A JSON object as the database gives it back. */
export const storedObject: z.ZodType<JsonObject, unknown> = z.record(z.string(), jsonValue);
