const MAX_ENTRIES = 1_000;
const MAX_KEY_LENGTH = 512;

/**
 * A pure function of texts that keeps its last answers: few callers ask many times. It is emptied
 * when full, since keeping the order of use would cost every request a write.
 */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = compute(text);
    if (text.length > MAX_KEY_LENGTH) return answer;
    if (known.size >= MAX_ENTRIES) known.clear();
    known.set(text, answer);
    return answer;
  };
}
