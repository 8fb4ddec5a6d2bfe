import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { screenRange, usageRange } from "./usage-range";

beforeEach(() => {
  vi.spyOn(clock, "now").mockReturnValue(new Date("2026-03-29T10:30:15.000Z"));
});

afterEach(() => {
  vi.restoreAllMocks();
});

function told({ granularity, from, to }: ReturnType<typeof screenRange>) {
  return [granularity, from.toISOString(), to.toISOString()];
}

describe("a named range", () => {
  it.each([
    ["1h", ["minute", "2026-03-29T09:31:00.000Z", "2026-03-29T10:31:00.000Z"]],
    ["24h", ["hour", "2026-03-28T11:00:00.000Z", "2026-03-29T11:00:00.000Z"]],
    ["7d", ["hour", "2026-03-22T11:00:00.000Z", "2026-03-29T11:00:00.000Z"]],
    ["30d", ["day", "2026-02-28T00:00:00.000Z", "2026-03-30T00:00:00.000Z"]],
    ["90d", ["day", "2025-12-30T00:00:00.000Z", "2026-03-30T00:00:00.000Z"]],
  ] as const)("is so many whole buckets, the current one the last: %s", (range, expected) => {
    expect(told(screenRange({ range }))).toEqual(expected);
  });

  it("is 30 days when nothing is asked", () => {
    expect(screenRange({})).toEqual(screenRange({ range: "30d" }));
  });
});

describe("a range of one's own", () => {
  it("is widened to whole buckets that suit its length", () => {
    const from = "2026-03-29T00:30:10.000Z";
    const of = (to: string) => told(screenRange({ from, to }));
    expect(of("2026-03-29T03:30:00.000Z")).toEqual([
      "minute",
      "2026-03-29T00:30:00.000Z",
      "2026-03-29T03:30:00.000Z",
    ]);
    expect(of("2026-03-29T03:30:11.000Z")[0]).toBe("hour");
    expect(of("2026-04-05T00:00:00.000Z")).toEqual([
      "hour",
      "2026-03-29T00:00:00.000Z",
      "2026-04-05T00:00:00.000Z",
    ]);
    expect(of("2026-05-01T00:00:01.000Z")).toEqual([
      "day",
      "2026-03-29T00:00:00.000Z",
      "2026-05-02T00:00:00.000Z",
    ]);
  });

  it("across a change of the clock has the hours that passed", () => {
    const spring = screenRange({
      from: "2026-03-29T00:00:00+01:00",
      to: "2026-03-30T00:00:00+02:00",
    });
    const autumn = screenRange({
      from: "2026-10-25T00:00:00+02:00",
      to: "2026-10-26T00:00:00+01:00",
    });
    const hours = [spring, autumn].map(
      ({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000,
    );
    expect(hours).toEqual([23, 25]);
  });

  it.each([
    [
      "backwards",
      { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" },
      "The start must be",
    ],
    ["of 0 s", { from: "2026-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }, "The start must be"],
    [
      "of 100 years",
      { from: "1926-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" },
      "at most 2 years",
    ],
    ["without a beginning", { to: "2026-01-01T00:00:00Z" }, "start of the range"],
    ["from a day to come", { from: "2026-03-30T00:00:00Z" }, "The start must be"],
    ["with a name too", { range: "1h", from: "2026-01-01T00:00:00Z" }, "either a range or"],
  ] as const)("is refused with a reason: %s", (_what, asked, reason) => {
    expect(() => screenRange(asked)).toThrow(reason);
  });
});

describe("a range of the API", () => {
  it("by minute is a week at most, and an hour when it is not said", () => {
    const granularity = "minute";
    expect(told(usageRange({ granularity }))).toEqual([
      "minute",
      "2026-03-29T09:30:00.000Z",
      "2026-03-29T10:31:00.000Z",
    ]);
    const week = { granularity, from: "2026-03-01T00:00:00Z" } as const;
    expect(usageRange({ ...week, to: "2026-03-08T00:00:00Z" }).granularity).toBe("minute");
    expect(() => usageRange({ ...week, to: "2026-03-08T00:00:01Z" })).toThrow("at most 7 days");
  });
});
