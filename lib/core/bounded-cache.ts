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
