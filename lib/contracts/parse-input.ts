import type { z } from "zod";
import { type AppError, type Issue, invalidRequest } from "@/lib/core/errors";
import { holdsKey, maskKeys } from "@/lib/core/key-text";

/** Parses an input from any door; throws `bad_request` with an issue per field. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  assertStorable(raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(issuesIn).map((issue) => ({
    path: maskKeys(issue.path.map(String).join(".")),
    message: maskKeys(issue.message),
  }));
  throw invalidRequest(issues);
}

type Wrong = { path: PropertyKey[]; message: string };

/** Of a value that could have several forms, what is wrong by the one that it has. */
function issuesIn(issue: z.core.$ZodIssue): Wrong[] {
  if (issue.code !== "invalid_union") return [issue];
  const [form, ...others] = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => path.length === 0 && OTHER_FORM.includes(code)),
  );
  if (!form || others.length > 0) return [issue];
  return form
    .flatMap(issuesIn)
    .map(({ path, message }) => ({ message, path: [...issue.path, ...path] }));
}

const OTHER_FORM: readonly (string | undefined)[] = ["invalid_type", "invalid_value"];

/** Refuses text that PostgreSQL cannot hold, and fields that reach for a prototype. */
export function assertStorable(value: unknown, path = ""): void {
  if (typeof value === "string") assertText(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const place = path === "" ? name : `${path}.${name}`;
    assertText(name, place);
    if (name === "__proto__") throw invalid(place, "This field name is not allowed.");
    assertStorable(inner, place);
  }
}

function assertText(text: string, path: string): void {
  if (text.includes("\0")) throw invalid(path, "NUL characters are not allowed.");
  if (!text.isWellFormed()) throw invalid(path, "Not well-formed Unicode.");
}

function invalid(path: string, message: string): AppError {
  return invalidRequest([{ path, message }]);
}

const MESSAGE = "This holds an API key. Keys are never kept as text.";

/** Refuses what is to be kept where any name or text of it holds an API key, saying where. */
export function assertKeyless(input: unknown, secretFields: readonly string[] = []): void {
  const issues = keysIn(input, "", secretFields);
  if (issues.length > 0) throw invalidRequest(issues);
}

function keysIn(value: unknown, path: string, except: readonly string[]): Issue[] {
  if (typeof value === "string") return holdsKey(value) ? [{ path, message: MESSAGE }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = maskKeys(path === "" ? name : `${path}.${name}`);
    if (except.includes(place)) return [];
    const named = holdsKey(name) ? [{ path: place, message: MESSAGE }] : [];
    return [...named, ...keysIn(inner, place, [])];
  });
}
