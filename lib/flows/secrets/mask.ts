import "server-only";
import { type Reading, readingsOf } from "@/lib/flows/secrets/readings";

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

/** What is looked for, and the beginning of it that is enough. */
type Form = { text: string; head: string };

/** A part of a text, from one code unit up to another. */
type Range = { from: number; to: number };

export function maskOf(secrets: Iterable<string>): Mask {
  const forms = formsOf(secrets);
  const text = (given: string): string => {
    const ranges: Range[] = [];
    for (const reading of readingsOf(given)) {
      for (const form of forms) ranges.push(...rangesOf(form, reading));
    }
    return cover(given, ranges);
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

/**
 * Secrets as they are, as HTTP leaves them without white space around them, and decoded where they are
 * base64 themselves; each also in hexadecimal and base64. Escapes are undone in what is searched.
 */
function formsOf(secrets: Iterable<string>): Form[] {
  const plain = [...secrets].flatMap((secret) => [secret, secret.trim(), ...decodedBase64(secret)]);
  const all = plain.flatMap((each) => {
    const bytes = Buffer.from(each);
    const hex = bytes.toString("hex");
    const base64 = [0, 1, 2].flatMap((before) => base64At(bytes, before));
    return [each, hex, hex.toUpperCase(), ...base64];
  });
  return [...new Set(all)]
    .filter(({ length }) => length >= MIN_FORM)
    .map((text) => ({
      text,
      head: text.slice(0, Math.max(MIN_PART, Math.ceil(text.length / 2))),
    }));
}

/** Where a form stands, or so much of its beginning that the text breaks off or goes on otherwise. */
function* rangesOf({ text: form, head }: Form, { text, endAt }: Reading): Iterable<Range> {
  for (let at = text.indexOf(head); at !== -1; ) {
    let length = head.length;
    while (length < form.length && text[at + length] === form[length]) length += 1;
    yield { from: at === 0 ? 0 : endAt(at - 1), to: endAt(at + length - 1) };
    at = text.indexOf(head, at + length);
  }
}

/** The text with a mask in place of each range; ranges that overlap share one. */
function cover(text: string, ranges: Range[]): string {
  let masked = "";
  let end = 0;
  for (const { from, to } of ranges.sort((one, other) => one.from - other.from)) {
    if (from >= end) masked += text.slice(end, from) + MASK;
    end = Math.max(end, to);
  }
  return masked + text.slice(end);
}

/** The base64 that a text has within a longer one, so many bytes after a multiple of three. */
function base64At(bytes: Buffer, before: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((padded.length * 8) / 6);
  return (["base64", "base64url"] as const).map((form) => padded.toString(form).slice(from, to));
}

function decodedBase64(secret: string): string[] {
  if (!/^[\w+/-]{11,}={0,2}$/.test(secret)) return [];
  const text = Buffer.from(secret, "base64").toString();
  return text.length >= 8 && /^[\x20-\x7e]+$/.test(text) ? [text] : [];
}
