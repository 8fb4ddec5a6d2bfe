import { CREDENTIAL_PROBLEM, isCredential } from "@/lib/contracts/upstream-credential";

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers that frame the message or belong to the connection: the caller of the step sets none. */
const FRAMING = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Why a request must not carry a header of this name; undefined when it may. */
export function headerProblem(name: string): string | undefined {
  if (!NAME.test(name)) return "Not the name of a header.";
  const lower = name.toLowerCase();
  return FRAMING.has(lower) || lower.startsWith("proxy-")
    ? "This header is set for you or not allowed."
    : undefined;
}

export function headerIssues(headers: unknown): { path: string[]; message: string }[] {
  if (typeof headers !== "object" || headers === null) return [];
  return Object.entries(headers).flatMap(([name, value]) => {
    const message =
      headerProblem(name) ?? (isCredential(name, String(value)) ? CREDENTIAL_PROBLEM : undefined);
    return message === undefined ? [] : [{ path: [name], message }];
  });
}
