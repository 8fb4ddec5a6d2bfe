type Page = { href: string; label: string };

/** Letters by which a mistyped part of an address may differ. */
const MAX_SLIPS = 2;

/** The pages that somebody who asked for this path may have meant, the nearest first. */
export function nearPages<P extends Page>(path: string, pages: readonly P[]): P[] {
  const asked = partsOf(path);
  return pages
    .map((page) => ({ page, shared: sharedParts(asked, partsOf(page.href)) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.shared - one.shared)
    .map(({ page }) => page);
}

function partsOf(path: string): string[] {
  const [pathname = ""] = path.toLowerCase().split(/[?#]/);
  return pathname.split("/").filter((part) => part !== "");
}

/** How many parts two paths begin with alike; one of them alone counts for less than none. */
function sharedParts(asked: readonly string[], known: readonly string[]): number {
  const differs = known.findIndex((part, at) => slips(asked[at] ?? "", part) > MAX_SLIPS);
  if (differs === -1) return known.length;
  const last = known.at(-1) ?? "";
  return differs > 0 || asked.some((part) => slips(part, last) <= MAX_SLIPS) ? differs + 0.5 : 0;
}

/** How many letters must be changed, added or left out to make one word of the other. */
function slips(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [at, wanted] of Array.from(other).entries()) {
      const changed = (row[at] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
