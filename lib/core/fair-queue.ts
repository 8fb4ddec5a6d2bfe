/** Who a piece of work is done for: a group, such as an organization, and one member of it. */
export type WorkOwner = { group: string; member: string };

type Bounds = {
  /**
   * Pieces of work that run at once, and how many of them for one group. With `ms`, one that takes
   * longer continues without its slot: it waits for someone, such as its caller.
   */
  running: { total: number; group: number; ms?: number };
  /** Pieces of work that wait at once. */
  waiting: { total: number; group: number; member: number };
};

type Waiter = { start: () => void };

type Group = { running: number; waiting: number; members: Map<string, Waiter[]> };

/**
 * Shares a few slots fairly: groups take turns, and within a group its members do. What waits is
 * bounded too, so that nobody can make a line that is longer than what they may use. p-limit knows
 * neither turns nor bounds.
 */
export class FairQueue {
  /** In the order of their turns. */
  readonly #groups = new Map<string, Group>();
  #running = 0;
  #waiting = 0;

  constructor(
    private readonly bounds: Bounds,
    /** What is thrown when too much waits. */
    private readonly refusal: () => Error,
  ) {}

  /** Throws the refusal when more work of the owner could not wait now. */
  assertRoom({ group, member }: WorkOwner): void {
    const known = this.#groups.get(group);
    const { total, group: ofGroup, member: ofMember } = this.bounds.waiting;
    const inLine = known?.members.get(member)?.length ?? 0;
    if (this.#waiting >= total || (known?.waiting ?? 0) >= ofGroup || inLine >= ofMember) {
      throw this.refusal();
    }
  }

  /** Throws the refusal when too much waits, or the signal's reason when it is aborted meanwhile. */
  async run<T>(owner: WorkOwner, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const group = this.#group(owner.group);
    try {
      await this.#enter(owner, group, signal);
    } catch (error) {
      this.#passOn(owner.group, group);
      throw error;
    }
    let holds = true;
    const leave = () => {
      if (!holds) return;
      holds = false;
      this.#running -= 1;
      group.running -= 1;
      moveToEnd(this.#groups, owner.group);
      moveToEnd(group.members, owner.member);
      this.#passOn(owner.group, group);
    };
    const { ms } = this.bounds.running;
    const timer = ms === undefined ? undefined : setTimeout(leave, ms);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  #passOn(name: string, group: Group): void {
    this.#next();
    if (group.running === 0 && group.waiting === 0) this.#groups.delete(name);
  }

  #group(name: string): Group {
    const known = this.#groups.get(name);
    if (known) return known;
    const group: Group = { running: 0, waiting: 0, members: new Map() };
    this.#groups.set(name, group);
    return group;
  }

  async #enter(owner: WorkOwner, group: Group, signal?: AbortSignal): Promise<void> {
    this.assertRoom(owner);
    const { member } = owner;
    const line = group.members.get(member) ?? [];
    group.members.set(member, line);
    await new Promise<void>((resolve, reject) => {
      const waiter = { start: () => leave(resolve) };
      const abort = () => {
        line.splice(line.indexOf(waiter), 1);
        if (line.length === 0) group.members.delete(member);
        leave(() => reject(signal?.reason));
      };
      const leave = (then: () => void) => {
        signal?.removeEventListener("abort", abort);
        this.#waiting -= 1;
        group.waiting -= 1;
        then();
      };
      signal?.addEventListener("abort", abort, { once: true });
      line.push(waiter);
      this.#waiting += 1;
      group.waiting += 1;
      this.#next();
    });
  }

  /** Gives the free slots to those whose turn it is. */
  #next(): void {
    const { total, group: share } = this.bounds.running;
    for (const [name, group] of this.#groups) {
      if (this.#running >= total) return;
      if (group.running >= share || group.waiting === 0) continue;
      this.#start(group);
      moveToEnd(this.#groups, name);
    }
  }

  #start(group: Group): void {
    for (const [member, line] of group.members) {
      const waiter = line.shift();
      if (line.length === 0) group.members.delete(member);
      else moveToEnd(group.members, member);
      if (!waiter) continue;
      this.#running += 1;
      group.running += 1;
      waiter.start();
      return;
    }
  }
}

/** After a turn come those of the others. */
function moveToEnd<V>(map: Map<string, V>, name: string): void {
  const value = map.get(name);
  if (value === undefined) return;
  map.delete(name);
  map.set(name, value);
}
