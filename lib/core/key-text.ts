/** How the keys of every family begin; lib/credentials/families says what each stands for. */
export const KEY_PREFIXES = ["rt_live_", "rt_test_", "tv_live_", "tv_test_", "papi_"] as const;

export type KeyPrefix = (typeof KEY_PREFIXES)[number];

const PREFIX = `(?:${KEY_PREFIXES.join("|")})`;

/** Random characters beyond which a text gives a key away; people search by the first few. */
const KEY = new RegExp(`${PREFIX}[0-9A-Za-z]{20}`);
const WHOLE_KEY = new RegExp(`${PREFIX}[0-9A-Za-z]{38}(?![0-9A-Za-z])`);
const MASKED = new RegExp(`(${PREFIX}[0-9A-Za-z]{3})[0-9A-Za-z]{8,}`, "g");

/** As screens show a secret: its beginning, and its end. */
const SHOWN = /^([A-Za-z0-9]+_[A-Za-z0-9_]*)?(?:…|\.\.\.)?([A-Za-z0-9]{4})?$/;
/** Characters of a secret that are kept to show. */
export const SHOWN_PREFIX = 12;

/** How a secret begins and ends that a text shows, `rt_live_9aK2…WXYZ` or a part of that. */
export function shownSecret(text: string): { prefix: string; lastFour: string } | undefined {
  const [, prefix = "", lastFour = ""] = SHOWN.exec(text) ?? [];
  if (prefix === "" && lastFour === "") return undefined;
  return { prefix: prefix.slice(0, SHOWN_PREFIX), lastFour };
}

/** Whether a text holds an API key, or so much of one that the rest matters little. */
export function holdsKey(text: string): boolean {
  return KEY.test(text);
}

/** Whether an address holds an API key, percent-encoded up to three times or not at all. */
export function addressHoldsKey(address: string): boolean {
  let text = address;
  for (let times = 0; times < 3 && text.includes("%"); times += 1) text = decodeAscii(text);
  return holdsKey(text);
}

/** The first whole key in a text, whether its checksum is right or not. */
export function keyIn(text: string): string | undefined {
  return WHOLE_KEY.exec(text)?.[0];
}

/** A text in which all but the beginning of each key is left out. */
export function maskKeys(text: string): string {
  return text.replace(MASKED, "$1…");
}

function decodeAscii(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
