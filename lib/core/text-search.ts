/** A part of a text that can be found and opened. */
export type SearchEntry = {
  title: string;
  /** The page it is a part of. */
  page: string;
  href: string;
  text: string;
};

/** The entries that hold every word of a query, those that hold them in their title first. */
export function searchEntries(entries: readonly SearchEntry[], query: string, limit = 8) {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const scored = entries.map((entry) => ({ entry, score: scoreOf(entry, words) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** What of an entry's text is around the first word of a query. */
export function excerptOf({ text }: SearchEntry, query: string, length = 110): string {
  const [first = ""] = wordsOf(query);
  const found = plainLetters(text).indexOf(first);
  const start = Math.max(0, found - length / 3);
  const from = start === 0 ? 0 : text.indexOf(" ", start) + 1;
  const part = text.slice(from, from + length).trim();
  return `${from > 0 ? "… " : ""}${part}${from + length < text.length ? " …" : ""}`;
}

function scoreOf({ title, page, text }: SearchEntry, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    const score =
      weightIn(title, word, 12) +
      weightIn(page, word, 4) +
      (plainLetters(text).includes(word) ? 1 : 0);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

/** More for the beginning of a word than for what is inside of one. */
function weightIn(text: string, word: string, weight: number): number {
  if (wordsOf(text).some((each) => each.startsWith(word))) return weight;
  return plainLetters(text).includes(word) ? weight / 2 : 0;
}

function wordsOf(text: string): string[] {
  return plainLetters(text)
    .split(/[^\p{L}\p{N}_:*]+/u)
    .filter((word) => word !== "");
}

/**
 * Without accents and capitals, for what no database searches: "zurich" finds "Zürich". Names in the
 * database are compared by `foldText`, where the two differ.
 */
export function plainLetters(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * A text without letter case and Unicode form, so that what looks the same is the same. Letter by
 * letter, as the generated columns `search_text` have it: accents count, which `plainLetters` drops.
 */
export function foldText(text: string): string {
  return Array.from(text.normalize("NFKC"), foldLetter).join("");
}

function foldLetter(letter: string): string {
  const upper = letter.toUpperCase();
  const [first = ""] = (Array.from(upper).length === 1 ? upper : letter).toLowerCase();
  return first;
}
