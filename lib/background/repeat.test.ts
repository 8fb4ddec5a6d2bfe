import { describe, expect, it } from "vitest";
import { repeat } from "./repeat";

describe("repeated work", () => {
  it("begins at once and continues after each end", async () => {
    const tooks: number[] = [];
    const work = repeat(
      "test",
      async () => {},
      (took) => {
        tooks.push(took);
        return 5;
      },
    );
    await expect.poll(() => tooks.length).toBeGreaterThan(3);
    await work.stop();
  });

  it("never runs twice at a time, and not after it was stopped", async () => {
    let running = 0;
    let most = 0;
    const work = repeat(
      "test",
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running -= 1;
      },
      0,
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    await work.stop();
    expect([running, most]).toEqual([0, 1]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(running).toBe(0);
  });

  it("continues after a failure, a second later", async () => {
    const runs: number[] = [];
    const work = repeat(
      "test",
      async () => {
        runs.push(performance.now());
        if (runs.length === 1) throw new Error("failed");
      },
      1,
    );
    await expect.poll(() => runs.length).toBeGreaterThan(2);
    await work.stop();
    const [first = 0, second = 0, third = 0] = runs;
    expect(second - first).toBeGreaterThan(950);
    expect(third - second).toBeLessThan(second - first);
  });
});
