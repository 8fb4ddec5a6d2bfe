import { unavailable } from "@/lib/core/errors";

/** Lets so many works run at once; the others wait in a line of a bounded length. */
export class Turns {
  private readonly line: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly most: number,
    private readonly longest: number,
  ) {}

  /** Throws `unavailable` when the line is full. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.most) this.running += 1;
    else if (this.line.length < this.longest) {
      await new Promise<void>((enter) => this.line.push(enter));
    } else throw unavailable("Too many are asking for this. Try again.");
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
