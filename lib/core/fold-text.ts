/**
 * A text without letter case and Unicode form, so that what looks the same is the same. Letter by
 * letter, as the generated columns `search_text` have it: accents count, which `plainLetters` drops.
 */
export function foldText(text: string): string {
  return Array.from(text.normalize("NFKC"), foldLetter).join("");
}

function foldLetter(letter: string): string {
  const upper = letter.toUpperCase();
  const [first = ""] = (isOne(upper) ? upper : letter).toLowerCase();
  return first;
}

function isOne(text: string): boolean {
  return Array.from(text).length === 1;
}
