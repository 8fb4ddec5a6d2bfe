import type { z } from "zod";
import { assertStorable } from "@/lib/contracts/storable";
import { invalidRequest } from "@/lib/core/errors";
import { maskKeys } from "@/lib/core/key-text";

/** Parses an input from any door; throws `bad_request` with an issue per field. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  assertStorable(raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: maskKeys(issue.path.map(String).join(".")),
    message: maskKeys(issue.message),
  }));
  throw invalidRequest(issues);
}
