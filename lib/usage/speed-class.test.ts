import { describe, expect, it } from "vitest";
import { speedBounds, speedClass, speedQuantile, UNTIMED } from "@/lib/usage/speed-class";

describe("a class of speed", () => {
  it("holds every duration between its bounds, and none beside them", () => {
    for (let duration = 1; duration < 50_000_000; duration = Math.ceil(duration * 1.07)) {
      const { from, to } = speedBounds(speedClass(duration));
      expect(from).toBeLessThanOrEqual(duration * 1.000_001);
      expect(to).toBeGreaterThan(duration);
    }
  });

  it("is the lowest for what took no time, and none for what was not timed", () => {
    expect(speedClass(0)).toBe(0);
    expect(speedClass(1)).toBe(0);
    expect(speedClass(null)).toBe(UNTIMED);
  });
});

describe("a quantile", () => {
  it("is right to a fifth", () => {
    const durations = Array.from({ length: 1_000 }, (_, index) => 500 + index * 37);
    const counts = durations.map((duration) => ({ speed: speedClass(duration), requests: 1 }));
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = durations[Math.floor(share * durations.length)] ?? 0;
      const estimate = speedQuantile(merge(counts), share) ?? 0;
      expect(Math.abs(estimate - exact) / exact).toBeLessThan(0.2);
    }
  });

  it("is unknown when nothing was timed", () => {
    expect(speedQuantile([], 0.5)).toBeNull();
    expect(speedQuantile([{ speed: UNTIMED, requests: 5 }], 0.5)).toBeNull();
  });
});

function merge(counts: { speed: number; requests: number }[]) {
  const sums = new Map<number, number>();
  for (const { speed, requests } of counts) sums.set(speed, (sums.get(speed) ?? 0) + requests);
  return [...sums].map(([speed, requests]) => ({ speed, requests }));
}
