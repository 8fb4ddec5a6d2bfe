type Entry<V> = { value: V; size: number };

/**
 * Keeps the most recently used values: so many, of such a size together. Not lru-cache, which sets
 * memory aside for the maximum at once and refuses values of size 0.
 */
export class BoundedCache<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private size = 0;

  constructor(
    private readonly most: number,
    private readonly largest = Number.POSITIVE_INFINITY,
  ) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** The size is in the same unit as the cache's; what is larger than all of it is not kept. */
  set(key: string, value: V, size = 0): void {
    this.drop(key);
    if (size > this.largest) return;
    this.entries.set(key, { value, size });
    this.size += size;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.most && this.size <= this.largest) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.size -= this.entries.get(key)?.size ?? 0;
    this.entries.delete(key);
  }
}

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
