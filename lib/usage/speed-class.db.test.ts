import { describe, expect, it } from "vitest";
import { speedsOf } from "@/tests/support/speeds-of";
import { speedBounds, speedQuantile, UNTIMED } from "./speed-class";

describe("a class of speed", () => {
  it("holds every duration between its bounds, and none beside them", async () => {
    const durations: number[] = [];
    for (let duration = 1; duration < 50_000_000; duration = Math.ceil(duration * 1.07)) {
      durations.push(duration);
    }
    for (const [index, speed] of (await speedsOf(durations)).entries()) {
      const { from, to } = speedBounds(speed);
      expect(from).toBeLessThanOrEqual((durations[index] ?? 0) * 1.000_001);
      expect(to * 1.000_001).toBeGreaterThan(durations[index] ?? 0);
    }
  });

  it("is the lowest for what took no time, and none for what was not timed", async () => {
    expect(await speedsOf([0, 1, null])).toEqual([0, 0, UNTIMED]);
  });
});

describe("a quantile", () => {
  it("is right to a fifth", async () => {
    const durations = Array.from({ length: 1_000 }, (_, index) => 500 + index * 37);
    const speeds = await speedsOf(durations);
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = durations[Math.floor(share * durations.length)] ?? 0;
      const estimate = speedQuantile(merge(speeds), share) ?? 0;
      expect(Math.abs(estimate - exact) / exact).toBeLessThan(0.2);
    }
  });

  it("is the same however many rows a class comes in: one for each bucket, or all in one", async () => {
    const merged = merge(await speedsOf(Array.from({ length: 90 }, (_, index) => 1_700 + index)));
    const apart = merged.flatMap(({ speed, requests }) => [
      { speed, requests: 1 },
      { speed, requests: requests - 1 },
    ]);
    for (const share of [0.1, 0.5, 0.95]) {
      expect(speedQuantile(apart, share)).toBe(speedQuantile(merged, share));
    }
  });

  it("is unknown when nothing was timed", () => {
    expect(speedQuantile([], 0.5)).toBeNull();
    expect(speedQuantile([{ speed: UNTIMED, requests: 5 }], 0.5)).toBeNull();
  });
});

function merge(speeds: readonly number[]) {
  const sums = new Map<number, number>();
  for (const speed of speeds) sums.set(speed, (sums.get(speed) ?? 0) + 1);
  return [...sums].map(([speed, requests]) => ({ speed, requests }));
}
