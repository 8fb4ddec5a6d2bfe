import { describe, expect, it } from "vitest";
import { changeOf, groupCounts, isAlone, usagePoints } from "./series";

describe("the points of a chart", () => {
  it("are every bucket of the range, across the hour that a clock repeats", () => {
    const from = "2026-10-24T22:00:00.000Z";
    const to = "2026-10-25T23:00:00.000Z";
    const at = "2026-10-25T00:00:00.000Z";
    const points = usagePoints({
      range: { from, to, granularity: "hour" },
      buckets: [{ at, requests: 3, outcomes: { ok: 2, limited: 1 }, p50: 1, p95: 2 }],
    });
    expect(points).toHaveLength(25);
    expect(points.map((point) => point.requests).filter(Boolean)).toEqual([3]);
    expect(points[2]).toEqual({
      at,
      requests: 3,
      counts: { accepted: 2, refused: 0, limited: 1, errors: 0 },
      p50: 1,
      p95: 2,
    });
  });

  it("put every outcome into one part, so that the parts add up", () => {
    const counts = groupCounts({ ok: 1, not_found: 2, forbidden: 4, limited: 8, step_failed: 16 });
    expect(counts).toEqual({ accepted: 1, refused: 4, limited: 8, errors: 18 });
  });
});

describe("a timed point", () => {
  it("stands alone where no neighbour was timed, and is drawn as a dot there", () => {
    const hour = (count: number) => `2026-01-01T0${count}:00:00.000Z`;
    const timed = (at: string) => ({ at, requests: 1, outcomes: { ok: 1 }, p50: 1, p95: 2 });
    const points = usagePoints({
      range: { from: hour(0), to: hour(6), granularity: "hour" },
      buckets: [timed(hour(1)), timed(hour(3)), timed(hour(4))],
    });
    expect(points.map((_, index) => isAlone(points, index))).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a change", () => {
  it("is a share of what was before, and unknown when nothing was", () => {
    expect(changeOf(150, 100)).toBe(0.5);
    expect(changeOf(0, 100)).toBe(-1);
    expect(changeOf(5, 0)).toBeNull();
    expect(changeOf(null, 5)).toBeNull();
  });
});
