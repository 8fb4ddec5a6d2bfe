import "server-only";
import type { MaskBudget } from "@/lib/flows/budgets";

/** Characters of the beginning of a secret that are masked where the rest of it is missing. */
const MIN_PART = 12;
const MAX_PART = 64;

/** Shorter forms would mask what everyone writes. */
const MIN_FORM = 6;

/** To follow a form through a text costs so many times as much as to look for its beginning. */
const FOLLOWING = 32;

/** What is looked for, and how much of its beginning is enough. */
export type Form = { text: string; enough: number; borders: () => Uint32Array };

/** A part of a text, from one code unit up to another. */
type Part = { from: number; to: number };

/**
 * Secrets as they are, as HTTP leaves them without white space around them, and decoded where they are
 * base64 themselves; each also in hexadecimal and base64. What is found in the shortest text comes first.
 */
export function formsOf(secrets: Iterable<string>): Form[] {
  const plain = [...secrets].flatMap((secret) => [secret, secret.trim(), ...decodedBase64(secret)]);
  const all = plain.flatMap((each) => {
    const bytes = Buffer.from(each);
    const hex = bytes.toString("hex");
    const base64 = [0, 1, 2].flatMap((before) => base64At(bytes, before));
    return [each, hex, hex.toUpperCase(), ...base64];
  });
  return [...new Set(all)]
    .filter(({ length }) => length >= MIN_FORM)
    .map(formOf)
    .sort((one, other) => one.enough - other.enough);
}

function formOf(text: string): Form {
  const half = Math.min(MAX_PART, Math.max(MIN_PART, Math.ceil(text.length / 2)));
  let borders: Uint32Array | undefined;
  const bordersOnce = () => {
    borders ??= bordersOf(text);
    return borders;
  };
  return { text, enough: Math.min(half, text.length), borders: bordersOnce };
}

/**
 * Where a form stands, or so much of its beginning that the text breaks off or continues otherwise. Parts
 * that overlap are one. A text that meets the beginning is read once, by Knuth, Morris and Pratt.
 */
export function* partsOf(
  { text: form, enough, borders }: Form,
  text: string,
  budget: MaskBudget,
): Iterable<Part> {
  const start = form.slice(0, MIN_PART);
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at)) {
    const began = at;
    let part: Part | undefined;
    let length = 0;
    do {
      length = grown(form, borders(), length, text.charCodeAt(at));
      at += 1;
      if (length < enough) continue;
      if (part && at - length < part.to) part.to = at;
      else {
        if (part) yield part;
        part = { from: at - length, to: at };
      }
    } while (length > 0 && at < text.length);
    if (part) yield part;
    budget.take(FOLLOWING * (at - began));
  }
}

/** How much of the beginning of a form a text ends with, once it has one more code unit. */
function grown(form: string, borders: Uint32Array, length: number, unit: number): number {
  let rest = length;
  while (rest > 0 && form.charCodeAt(rest) !== unit) rest = borders[rest - 1] ?? 0;
  return form.charCodeAt(rest) === unit ? rest + 1 : rest;
}

/** Of each beginning of a text, how long a shorter one is that it ends with. */
function bordersOf(text: string): Uint32Array {
  const borders = new Uint32Array(text.length);
  for (let at = 1; at < text.length; at += 1) {
    borders[at] = grown(text, borders, borders[at - 1] ?? 0, text.charCodeAt(at));
  }
  return borders;
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
