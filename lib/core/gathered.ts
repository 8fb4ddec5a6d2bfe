type Ask<V> = {
  key: string;
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
};

const MOST_AT_ONCE = 1_000;

/**
 * Looks up values by key, one look-up at a time: what is asked meanwhile travels together in the
 * next. No answer is older than its question.
 */
export class Gathered<V> {
  private waiting: Ask<V>[] = [];
  private busy = false;

  constructor(private readonly lookUp: (keys: string[]) => Promise<ReadonlyMap<string, V>>) {}

  ask(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const asks = this.waiting.splice(0, MOST_AT_ONCE);
      try {
        const found = await this.lookUp([...new Set(asks.map(({ key }) => key))]);
        for (const { key, resolve } of asks) resolve(found.get(key));
      } catch (error) {
        for (const { reject } of asks) reject(error);
      }
    }
    this.busy = false;
  }
}
