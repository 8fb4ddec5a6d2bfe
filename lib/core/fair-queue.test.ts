import { describe, expect, it } from "vitest";
import { FairQueue } from "@/lib/core/fair-queue";

const FULL = new Error("full");

function queueOf(running: { total: number; group: number; ms?: number }, waiting = 100) {
  const bounds = { running, waiting: { total: waiting, group: waiting, member: waiting } };
  return new FairQueue(bounds, () => FULL);
}

/** Work that begins when it is let and ends when it is told; notes the order of beginnings. */
function recorder(queue: FairQueue) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const enter = (group: string, member = "m", signal?: AbortSignal) =>
    queue.run(
      { group, member },
      () => {
        begun.push(`${group}.${member}`);
        return new Promise<void>((end) => ends.push(end));
      },
      signal,
    );
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const endNext = async () => {
    ends.shift()?.();
    await turn();
  };
  return { begun, enter, endNext, turn, underWay: () => ends.length };
}

describe("a fair queue", () => {
  it("never gives one group more than its share, and the rest to the others at once", async () => {
    const { begun, enter, turn } = recorder(queueOf({ total: 3, group: 2 }));
    for (let at = 0; at < 6; at += 1) void enter("busy");
    void enter("other");
    await turn();
    expect(begun).toEqual(["busy.m", "busy.m", "other.m"]);
  });

  it("lets groups take turns, however much one of them asks for", async () => {
    const { begun, enter, endNext, turn } = recorder(queueOf({ total: 1, group: 1 }));
    for (let at = 0; at < 50; at += 1) void enter("busy");
    void enter("b");
    void enter("c");
    await turn();
    for (let at = 0; at < 4; at += 1) await endNext();
    expect(begun.slice(0, 4)).toEqual(["busy.m", "b.m", "c.m", "busy.m"]);
  });

  it("lets the members of a group take turns", async () => {
    const { begun, enter, endNext, turn } = recorder(queueOf({ total: 1, group: 1 }));
    for (let at = 0; at < 10; at += 1) void enter("g", "busy");
    void enter("g", "calm");
    await turn();
    for (let at = 0; at < 3; at += 1) await endNext();
    expect(begun.slice(0, 3)).toEqual(["g.busy", "g.calm", "g.busy"]);
  });

  it("refuses what is more than may wait, for a member, a group and all together", async () => {
    const bounds = {
      running: { total: 1, group: 1 },
      waiting: { total: 4, group: 3, member: 2 },
    };
    const { enter, turn } = recorder(new FairQueue(bounds, () => FULL));
    const outcomes: string[] = [];
    const ask = async (group: string, member: string) => {
      const asked = enter(group, member).catch((error: unknown) => outcomes.push(String(error)));
      await turn();
      void asked;
    };
    await ask("a", "1");
    await ask("a", "1");
    await ask("a", "1");
    expect(outcomes).toEqual([]);
    await ask("a", "1");
    expect(outcomes).toHaveLength(1);
    await ask("a", "2");
    await ask("a", "3");
    expect(outcomes).toHaveLength(2);
    await ask("b", "1");
    await ask("b", "2");
    expect(outcomes).toHaveLength(3);
  });

  it("forgets who is called off while waiting, and gives the slot to the next", async () => {
    const { begun, enter, endNext, turn } = recorder(queueOf({ total: 1, group: 1 }, 2));
    const away = new AbortController();
    void enter("a");
    const left = enter("b", "m", away.signal);
    void enter("c");
    away.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await expect(enter("d", "m", away.signal)).rejects.toThrow("gone");
    await endNext();
    await turn();
    expect(begun).toEqual(["a.m", "c.m"]);
  });

  it("takes the slot from what lasts too long, once, and lets it end", async () => {
    const { begun, enter, endNext, turn } = recorder(queueOf({ total: 1, group: 1, ms: 20 }));
    const asked = [enter("slow"), enter("calm"), enter("slow")];
    await expect.poll(() => begun).toEqual(["slow.m", "calm.m", "slow.m"]);
    for (const _ of asked) await endNext();
    await expect(Promise.all(asked)).resolves.toHaveLength(3);
    void enter("a");
    void enter("b");
    await turn();
    expect(begun.slice(3)).toEqual(["a.m"]);
  });

  it("frees the slot of work that throws", async () => {
    const queue = queueOf({ total: 1, group: 1 });
    const owner = { group: "a", member: "m" };
    const fail = () => queue.run(owner, () => Promise.reject(new Error("failed")));
    await expect(fail()).rejects.toThrow("failed");
    await expect(queue.run(owner, async () => 1)).resolves.toBe(1);
  });

  it("runs everything it took, once, under random load", async () => {
    const queue = queueOf({ total: 3, group: 2 }, 10_000);
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    const asked = Array.from({ length: 500 }, (_, at) =>
      queue.run({ group: `g${at % 7}`, member: `m${at % 3}` }, work),
    );
    await Promise.all(asked);
    expect(most).toBe(3);
    expect(running).toBe(0);
  });
});
