import "server-only";

const MAX_LENGTH = 100;
const FALLBACK = "endpoint";

/** A slug made from a name: `FAQ – Answers` becomes `faq-answers`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, MAX_LENGTH);
  return slug === "" || slug === "dispatch" ? FALLBACK : slug;
}

/** The first of `slug`, `slug-2`, ... that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) {
    const suffix = `-${number}`;
    free = `${slug.slice(0, MAX_LENGTH - suffix.length)}${suffix}`;
  }
  return free;
}
