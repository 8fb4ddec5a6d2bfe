const MAX_RANGE_YEARS = 2;

/** Why this range cannot be shown, in words; null when it can. */
export function rangeProblem(from: Date, to: Date): string | null {
  if (from >= to) return "Begin the range before its end.";
  const earliest = new Date(to);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - MAX_RANGE_YEARS);
  return from < earliest ? `Ask for at most ${MAX_RANGE_YEARS} years.` : null;
}
