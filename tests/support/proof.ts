/** How often something is tried: a little in every run of the tests, a lot by `npm run prove`. */
export function proofCount(short: number, full: number): number {
  return process.env.RUNTYPE_PROOF === "full" ? full : short;
}

/** All of some things by `npm run prove`; in every run of the tests one, or a few, by the name of a place. */
export function someOf<T>(all: readonly T[], place: string, short = 1): T[] {
  const sum = [...place].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return all.filter((_, index) => (sum + index) % all.length < proofCount(short, all.length));
}
