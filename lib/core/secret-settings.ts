import { z } from "zod";

const secret = z
  .string("is missing. Set it to 32 or more random characters")
  .min(32, "is too short. Set it to 32 or more random characters")
  .refine((value) => !/change.?me|secret|password|example/i.test(value), {
    message: "is a default value. Set it to 32 or more random characters",
  });

const MIN_BITS = 80;

/** Why a secret could be guessed; undefined when it could not. */
export function weakness(value: string): string | undefined {
  const bits = estimateBits(value);
  if (bits >= MIN_BITS) return undefined;
  return `is too easy to guess: about ${bits} bits, and ${MIN_BITS} are needed`;
}

export const sessionSecret = secret.superRefine((value, context) => {
  const weak = weakness(value);
  if (!weak) return;
  context.addIssue({ code: "custom", message: `${weak}. Set it to 32 or more random characters` });
});

/** `1:<secret>,2:<secret>`: the highest version mints, every version is accepted. */
export const peppers = z
  .string("is missing. Set it to 1:<32 or more random characters>")
  .transform((value, context) => {
    const versions = new Map<number, string>();
    for (const entry of value.split(",")) {
      const [, version, pepper] = /^\s*(\d{1,4}):(.*?)\s*$/.exec(entry) ?? [];
      const checked = secret.safeParse(pepper);
      if (version === undefined || !checked.success) {
        const reason = checked.error?.issues[0]?.message ?? "has no version";
        context.addIssue({ code: "custom", message: `${reason}, written as 1:<secret>` });
        return z.NEVER;
      }
      if (versions.has(Number(version))) {
        context.addIssue({ code: "custom", message: `gives version ${Number(version)} twice` });
        return z.NEVER;
      }
      versions.set(Number(version), checked.data);
    }
    // What is stored under an older one can be found under it alone, however weak it is.
    const newest = Math.max(...versions.keys());
    const weak = weakness(versions.get(newest) ?? "");
    if (weak) {
      const way = `Add a version beside it: ${newest + 1}:<32 or more random characters>`;
      context.addIssue({ code: "custom", message: `${weak} as version ${newest}. ${way}` });
    }
    return versions;
  });

/** The commonest pairs of letters in words: most of those of a text, a tenth of those by chance. */
const PAIRS = new Set(
  "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur no ow ss et".split(
    " ",
  ),
);
const MIN_WORD_SHARE = 0.4;
const MIN_PAIRS = 12;
const BITS_PER_WORD_LETTER = 2;

const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const ORDERS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))];

/** What comes again, or follows on, for so long did not come by chance. */
const MIN_RUN = 4;

/** About how many bits it takes to guess a text: repeats, sequences and words count for little. */
export function estimateBits(text: string): number {
  const perCharacter = Math.log2(alphabetSize(text));
  const perLetter = readsLikeWords(text) ? BITS_PER_WORD_LETTER : perCharacter;
  let bits = 0;
  for (let at = 0; at < text.length; ) {
    const run = Math.max(sequenceAt(text, at), repeatAt(text, at));
    if (run >= MIN_RUN) {
      // Where it began, and how long it is.
      bits += Math.log2(at + 1) + Math.log2(run);
      at += run;
    } else {
      bits += /\d/.test(text.charAt(at)) ? perCharacter : perLetter;
      at += 1;
    }
  }
  return Math.floor(bits);
}

function alphabetSize(text: string): number {
  if (/^[\da-f]*$/i.test(text)) return /[a-f]/i.test(text) ? 16 : 10;
  const classes: [RegExp, number][] = [
    [/\d/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[^\da-zA-Z]/, 16],
  ];
  return classes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
}

/** How much from here stands in the order of the alphabet, of digits or of a keyboard. */
function sequenceAt(text: string, at: number): number {
  let length = 1;
  const follows = (part: string) => ORDERS.some((order) => order.includes(part));
  while (at + length < text.length && follows(text.slice(at, at + length + 1).toLowerCase())) {
    length += 1;
  }
  return length;
}

/** How much of what stands from here has stood before. */
function repeatAt(text: string, at: number): number {
  let length = 0;
  while (at + length < text.length && text.indexOf(text.slice(at, at + length + 1)) < at) {
    length += 1;
  }
  return length;
}

function readsLikeWords(text: string): boolean {
  const varied = text.toLowerCase().replaceAll(/(.)\1{3,}/g, " ");
  const words = varied.match(/[a-z]+/g) ?? [];
  const pairs = words.flatMap((word) =>
    Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  );
  const common = pairs.filter((pair) => PAIRS.has(pair)).length;
  return pairs.length >= MIN_PAIRS && common >= pairs.length * MIN_WORD_SHARE;
}
