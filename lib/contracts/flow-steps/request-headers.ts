import { holdsKey } from "@/lib/core/key-text";

/** Why a step must not hold a credential, and what to do instead. */
export const CREDENTIAL_PROBLEM =
  "This looks like a credential. Keep it under Settings → Secrets and write {{secret:KEY}} in a header or the body.";

/** Tokens of well-known services, by how they begin. */
const TOKENS = [
  String.raw`\b[sr]k[_-](?:live|test|proj|ant)[_-][\w-]{8,}`,
  String.raw`\bsk[_-][0-9A-Za-z]{16,}`,
  String.raw`\bgh[opsur]_[0-9A-Za-z]{20,}`,
  String.raw`\bgithub_pat_\w{20,}`,
  String.raw`\bglpat-[\w-]{16,}`,
  String.raw`\bxox[a-z]-[\w-]{10,}`,
  String.raw`\bA[KS]IA[0-9A-Z]{16}\b`,
  String.raw`\bAIza[\w-]{35}`,
  String.raw`\bya29\.[\w-]{20,}`,
  String.raw`\bSG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`\bnpm_[0-9A-Za-z]{36}`,
  String.raw`\bhf_[0-9A-Za-z]{30,}`,
  String.raw`\bwhsec_[\w+/=]{16,}`,
  // The lookahead reads to the dots once; without it each `-eyJ` would be read to the end again.
  String.raw`(?<![\w-])(?=[\w-]+\.eyJ[\w-]{8,}\.)(?:[\w-]*?-)??eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*`,
  "-----BEGIN [A-Z ]*PRIVATE KEY-----",
].join("|");
const TOKEN = new RegExp(TOKENS);
const EVERY_TOKEN = new RegExp(TOKENS, "g");

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;
/** Takes the place of a placeholder: no header holds it. */
const FILLED = "\0";

/** Headers that carry a credential and nothing else. */
const ALWAYS =
  /^(?:.*authorization|.*api-?key|.*[-_]key-?id|.*secret|.*password|.*access-?key|.*subscription-key|private-token|x-(?:auth|access)-token|cookie)$/i;
const OFTEN = /token$/i;
const SCHEME = /\b(?:bearer|basic)\s+[^\s\0]/i;

/** Whether a text holds a token that is known by its form. */
export function holdsToken(text: string): boolean {
  return TOKEN.test(text) || holdsKey(text);
}

/** Whether a header of a step carries a credential that is written out. */
export function isCredential(name: string, value: string): boolean {
  const written = value.replace(PLACEHOLDER, FILLED);
  if (holdsToken(value) || SCHEME.test(written)) return true;
  if (/^cookie$/i.test(name)) return written.split(";").some(isLiteral);
  if (ALWAYS.test(name)) return isLiteral(written);
  return OFTEN.test(name) && written.split(FILLED).some((piece) => piece.trim().length >= 12);
}

/** Whether there is more to a value than what it is filled with, a word before that and marks. */
function isLiteral(written: string): boolean {
  const rest = written.replace(/^\s*[A-Za-z][\w.-]*(?:\s+|\s*[:=]\s*)(?=\0)/, "");
  return /[0-9A-Za-z]/.test(rest);
}

/** A flow's steps for those who only read them: credentials that are written out are masked. */
export function withoutCredentials(value: unknown): unknown {
  if (typeof value === "string") return value.replace(EVERY_TOKEN, "***");
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutCredentials);
  const isRequest = "url" in value && "headers" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isRequest && name === "headers" ? maskedHeaders(inner) : withoutCredentials(inner),
    ]),
  );
}

function maskedHeaders(headers: unknown): unknown {
  if (typeof headers !== "object" || headers === null) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isCredential(name, String(value)) ? "***" : value,
    ]),
  );
}

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
  if (!NAME.test(name)) return "Not a valid header name.";
  const lower = name.toLowerCase();
  return FRAMING.has(lower) || lower.startsWith("proxy-")
    ? "This header is set automatically or not allowed."
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
