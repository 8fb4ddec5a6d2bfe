type Request<V> = {
  key: string;
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
};

const MAX_BATCH = 1_000;

/**
 * Looks up values by key, one look-up at a time: what is asked meanwhile travels together in the
 * next. No answer is older than its question. Not dataloader, which starts a batch each turn of the
 * event loop, however many still run.
 */
export class BatchLoader<V> {
  private waiting: Request<V>[] = [];
  private busy = false;

  constructor(private readonly lookUp: (keys: string[]) => Promise<ReadonlyMap<string, V>>) {}

  load(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const requests = this.waiting.splice(0, MAX_BATCH);
      try {
        const found = await this.lookUp([...new Set(requests.map(({ key }) => key))]);
        for (const { key, resolve } of requests) resolve(found.get(key));
      } catch (error) {
        for (const { reject } of requests) reject(error);
      }
    }
    this.busy = false;
  }
}
