import "server-only";

const MASK = "***";

/** Characters of the beginning of a secret that are masked where the rest of it is missing. */
const MIN_PART = 12;

/** Shorter forms would mask what everybody writes. */
const MIN_FORM = 6;

/** Takes secrets out of a text or of any JSON, in whatever form an upstream echoes them. */
export type Mask = {
  text: (text: string) => string;
  value: (value: unknown) => unknown;
};

export function maskOf(secrets: Iterable<string>): Mask {
  const all = [...secrets];
  const forms = [...new Set(all.flatMap(formsOf))]
    .filter(({ length }) => length >= MIN_FORM)
    .sort((a, b) => b.length - a.length);
  const text = (given: string): string => {
    const masked = forms.reduce((rest, form) => rest.replaceAll(form, MASK), given);
    return all.reduce(maskBeginning, masked);
  };
  const value = (given: unknown): unknown => {
    if (typeof given === "string") return text(given);
    if (typeof given === "number") return text(String(given)) === String(given) ? given : MASK;
    if (typeof given !== "object" || given === null) return given;
    if (Array.isArray(given)) return given.map(value);
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [text(name), value(inner)]),
    );
  };
  return forms.length === 0 ? { text: (same) => same, value: (same) => same } : { text, value };
}

/** A secret as itself, quoted, escaped and encoded; and what it says where it is base64 itself. */
function formsOf(secret: string): string[] {
  const decoded = decodedBase64(secret);
  return [secret, ...(decoded === undefined ? [] : [decoded])].flatMap((plain) => {
    const bytes = Buffer.from(plain);
    const quoted = JSON.stringify(plain).slice(1, -1);
    const percent = encodeURIComponent(plain.toWellFormed());
    const form = new URLSearchParams({ v: plain }).toString().slice(2);
    const hex = bytes.toString("hex");
    const html = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return [
      plain,
      quoted,
      JSON.stringify(quoted).slice(1, -1),
      html,
      html.replaceAll('"', "&quot;"),
      percent,
      form,
      ...[percent, form].map(withLowerCaseEscapes),
      hex,
      hex.toUpperCase(),
      ...[0, 1, 2].flatMap((before) => base64At(bytes, before)),
    ];
  });
}

function withLowerCaseEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase());
}

/** The base64 that a text has within a longer one, so many bytes after a multiple of three. */
function base64At(bytes: Buffer, before: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((padded.length * 8) / 6);
  return (["base64", "base64url"] as const).map((form) => padded.toString(form).slice(from, to));
}

function decodedBase64(secret: string): string | undefined {
  if (!/^[\w+/-]{11,}={0,2}$/.test(secret)) return undefined;
  const text = Buffer.from(secret, "base64").toString();
  return text.length >= 8 && /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

/** Masks where a text breaks off within a secret, or goes on otherwise. */
function maskBeginning(text: string, secret: string): string {
  const least = Math.max(MIN_PART, Math.ceil(secret.length / 2));
  const head = secret.slice(0, least);
  if (head.length < least || !text.includes(head)) return text;
  let rest = text;
  let masked = "";
  for (let at = rest.indexOf(head); at !== -1; at = rest.indexOf(head)) {
    let end = least;
    while (end < secret.length && rest[at + end] === secret[end]) end += 1;
    masked += rest.slice(0, at) + MASK;
    rest = rest.slice(at + end);
  }
  return masked + rest;
}
