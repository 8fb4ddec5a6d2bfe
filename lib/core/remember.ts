const MOST_REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 512;

/** A pure function of texts that keeps its last answers: few callers ask many times. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = compute(text);
    if (text.length > LONGEST_REMEMBERED) return answer;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, answer);
    return answer;
  };
}
