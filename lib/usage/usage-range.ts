import "server-only";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import { USAGE_RANGES, type UsageRangeName } from "@/lib/contracts/analytics/overview";
import { clock } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";
import { WINDOWS } from "@/lib/core/windows";

const sizeOf = (granularity: Granularity) => WINDOWS[granularity].seconds * 1_000;
const HOUR = sizeOf("hour");
const DAY = sizeOf("day");
const USUAL = { minute: HOUR, hour: DAY, day: 30 * DAY } as const;
const MAX_MINUTE_RANGE = 7 * DAY;
const MAX_RANGE_YEARS = 2;
const LATEST = new Date("9999-01-01T00:00:00Z");

type Asked = { granularity: Granularity; from?: string | undefined; to?: string | undefined };

export type UsageRange = { granularity: Granularity; from: Date; to: Date };

/** The asked range in whole buckets of the UTC clock; throws `bad_request` for one nobody may ask. */
export function usageRange({ granularity, from, to }: Asked): UsageRange {
  const end = to === undefined ? clock.now() : new Date(to);
  const start = from === undefined ? new Date(end.getTime() - USUAL[granularity]) : new Date(from);
  assertRange(start, end);
  if (granularity === "minute" && end.getTime() - start.getTime() > MAX_MINUTE_RANGE) {
    throw invalidField("from", "Ask for at most 7 days by minute.");
  }
  return widen(granularity, start, end);
}

/** The asked range in whole days; the calendar month up to its end where no start is asked. */
export function monthRange({ from, to }: Omit<Asked, "granularity">): UsageRange {
  const end = to === undefined ? clock.now() : new Date(to);
  const last = new Date(end.getTime() - 1);
  const start = from ?? Date.UTC(last.getUTCFullYear(), last.getUTCMonth());
  return usageRange({ granularity: "day", from: new Date(start).toISOString(), to });
}

type ScreenAsked = { range?: UsageRangeName; from?: string | undefined; to?: string | undefined };

/** The range of a screen, in buckets that suit its length: a named one, or from one moment to another. */
export function screenRange({ range, from, to }: ScreenAsked): UsageRange {
  if (from === undefined && to === undefined) return namedRange(range ?? "30d");
  if (range !== undefined) throw invalidField("range", "Give either a range or from and to.");
  if (from === undefined) throw invalidField("from", "Give the start of the range.");
  const end = to === undefined ? clock.now() : new Date(to);
  const start = new Date(from);
  assertRange(start, end);
  return widen(granularityOf(end.getTime() - start.getTime()), start, end);
}

function namedRange(name: UsageRangeName): UsageRange {
  const { granularity, buckets } = USAGE_RANGES[name];
  const size = sizeOf(granularity);
  const end = (Math.floor(clock.now().getTime() / size) + 1) * size;
  return { granularity, from: new Date(end - buckets * size), to: new Date(end) };
}

function granularityOf(length: number): Granularity {
  if (length <= 3 * HOUR) return "minute";
  return length <= 8 * DAY ? "hour" : "day";
}

function assertRange(start: Date, end: Date): void {
  if (start >= end) throw invalidField("from", "The start must be before the end.");
  if (end >= LATEST) throw invalidField("to", "End the range before the year 9999.");
  const earliest = new Date(end);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - MAX_RANGE_YEARS);
  if (start < earliest) {
    throw invalidField("from", `Ask for at most ${MAX_RANGE_YEARS} years.`);
  }
}

function widen(granularity: Granularity, start: Date, end: Date): UsageRange {
  const size = sizeOf(granularity);
  return {
    granularity,
    from: new Date(Math.floor(start.getTime() / size) * size),
    to: new Date(Math.ceil(end.getTime() / size) * size),
  };
}
