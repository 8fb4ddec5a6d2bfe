import { plainLetters } from "@/lib/core/text-search";

type Page = { href: string };

/** Characters of an address beyond which nobody mistyped it. */
const MAX_PATH = 500;

/** From where on two parts of addresses are taken for one that was mistyped. */
const MIN_SIMILARITY = 0.5;

/** The pages that someone who asked for this path may have meant, the nearest first. */
export function nearPages<P extends Page>(path: string, pages: readonly P[]): P[] {
  const asked = partsOf(path);
  return pages
    .map((page) => ({ page, shared: sharedParts(asked, partsOf(page.href)) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.shared - one.shared)
    .map(({ page }) => page);
}

function partsOf(path: string): string[] {
  const [pathname = ""] = path.slice(0, MAX_PATH).split(/[?#]/);
  return pathname.split("/").filter((part) => part !== "");
}

/** How many parts two paths begin with alike; one of them alone counts for less than none. */
function sharedParts(asked: readonly string[], known: readonly string[]): number {
  const differs = known.findIndex((part, at) => similarity(asked[at] ?? "", part) < MIN_SIMILARITY);
  if (differs === -1) return known.length;
  const last = known.at(-1) ?? "";
  return differs > 0 || asked.some((part) => similarity(part, last) >= MIN_SIMILARITY)
    ? differs + 0.5
    : 0;
}

/** From 0 to 1: how many pairs of letters two names share. */
function similarity(one: string, other: string): number {
  const left = pairsOf(one);
  const right = pairsOf(other);
  const shared = left.filter((pair) => right.includes(pair)).length;
  return (2 * shared) / Math.max(1, left.length + right.length);
}

function pairsOf(name: string): string[] {
  const letters = plainLetters(name).replaceAll(/[^a-z0-9]/g, "");
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) =>
    letters.slice(at, at + 2),
  );
}
