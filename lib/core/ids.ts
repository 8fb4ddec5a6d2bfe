import { clock } from "@/lib/core/clock";

/** TypeID prefixes by domain word; an id says what it names. */
export const ID_PREFIXES = {
  organization: "org",
  user: "user",
  membership: "member",
  session: "session",
  device: "device",
  invitation: "inv",
  key: "key",
  secret: "sec",
  organizationSecret: "secret",
  flow: "flow",
  flowVersion: "flowver",
  record: "record",
  recordChange: "change",
  prompt: "prompt",
  product: "prod",
  capability: "cap",
  surface: "surf",
  surfaceItem: "item",
  customer: "cus",
  plan: "plan",
  claimLink: "claim",
  portalLink: "portal",
  execution: "exec",
  audit: "audit",
  request: "req",
  instance: "inst",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

const pool = new Uint8Array(4_096);
let taken = pool.length;
let time = 0;
let timeText = "";

/**
 * A TypeID: prefix, underscore, 26 characters that sort by time of creation. They are a UUID of
 * version 7 in base32; every request takes one, so time and randomness are made in stock.
 */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${timeOf(clock.now().getTime())}${random()}`;
}

function timeOf(now: number): string {
  if (now === time) return timeText;
  time = now;
  timeText = "";
  for (let rest = now; timeText.length < TIME_LENGTH; rest = Math.floor(rest / 32)) {
    timeText = ALPHABET.charAt(rest % 32) + timeText;
  }
  return timeText;
}

function random(): string {
  if (taken + RANDOM_LENGTH > pool.length) {
    crypto.getRandomValues(pool);
    taken = 0;
  }
  let text = "";
  for (let position = 0; position < RANDOM_LENGTH; position += 1) {
    const bits = (pool[taken + position] ?? 0) & 31;
    text += ALPHABET.charAt(withMarks(bits, position));
  }
  taken += RANDOM_LENGTH;
  return text;
}

/** Version 7 stands in the first four of the 80 bits, the variant in the 17th and 18th. */
function withMarks(bits: number, position: number): number {
  if (position === 0) return 0b01110 | (bits & 0b00001);
  if (position === 3) return 0b01000 | (bits & 0b10011);
  return bits;
}

/** When an id was made: Unix milliseconds. */
export function timeOfId(id: string): number {
  const [text = ""] = id.slice(id.indexOf("_") + 1).match(`^.{${TIME_LENGTH}}`) ?? [];
  const digits = Array.from(text, (letter) => ALPHABET.indexOf(letter));
  return digits.reduce((time, digit) => time * 32 + digit, 0);
}

/** Matches ids of one kind. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}
