import { type Issue, invalidRequest } from "@/lib/core/errors";
import { holdsKey, maskKeys } from "@/lib/core/key-text";

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
