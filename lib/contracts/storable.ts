import { type AppError, invalidRequest } from "@/lib/core/errors";

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
