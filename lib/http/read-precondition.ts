import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { Precondition, Tags } from "@/lib/core/precondition";

const LIST =
  /^\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*)*$/;
const TAG = /(W\/)?("[^"]*")/g;

/** The conditions that a request's headers set (RFC 9110, 13). Throws `bad_request`. */
export function readPrecondition(headers: Headers): Precondition {
  return {
    // A weak tag does not say that all is as it was.
    match: tagsIn(headers, "If-Match", (isWeak) => !isWeak),
    noneMatch: tagsIn(headers, "If-None-Match", () => true),
  };
}

function tagsIn(
  headers: Headers,
  name: string,
  counts: (isWeak: boolean) => boolean,
): Tags | undefined {
  const text = headers.get(name);
  if (text === null) return undefined;
  if (text.trim() === "*") return "any";
  if (!LIST.test(text)) throw invalidField(name, 'Send an ETag as it was answered, such as "7".');
  return [...text.matchAll(TAG)].flatMap(([, weak, tag = ""]) =>
    counts(weak !== undefined) ? [tag] : [],
  );
}
