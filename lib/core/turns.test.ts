import { expect, it } from "vitest";
import { Turns } from "@/lib/core/turns";

it("lets so many in at once, the next in order, and turns away whom the line has no room for", async () => {
  const turns = new Turns(2, 2);
  const gates: (() => void)[] = [];
  const begun: number[] = [];
  const work = (n: number) =>
    turns.take(async () => {
      begun.push(n);
      await new Promise<void>((open) => gates.push(open));
      if (n === 0) throw new Error("failed");
      return n;
    });
  const works = [0, 1, 2, 3].map(work);
  const failed = expect(works[0]).rejects.toThrow("failed");
  await expect(work(4)).rejects.toMatchObject({ code: "unavailable", facts: { retryAfter: 1 } });
  expect(begun).toEqual([0, 1]);
  for (let open = 0; open < 4; open += 1) {
    gates[open]?.();
    await new Promise<void>((done) => setImmediate(done));
  }
  await failed;
  expect(await Promise.all(works.slice(1))).toEqual([1, 2, 3]);
  expect(begun).toEqual([0, 1, 2, 3]);
  const again = work(5);
  gates[4]?.();
  expect(await again).toBe(5);
});
