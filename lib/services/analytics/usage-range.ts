import "server-only";
import { clock } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";

const HOUR = 3_600_000;
const BUCKET = { hour: HOUR, day: 24 * HOUR } as const;
const USUAL = { hour: 24 * HOUR, day: 30 * 24 * HOUR } as const;
const LONGEST_YEARS = 2;
const LATEST = new Date("9999-01-01T00:00:00Z");

type Asked = { granularity: "hour" | "day"; from?: string; to?: string };

/** The asked range in whole buckets of the UTC clock; throws `bad_request` for one nobody may ask. */
export function usageRange({ granularity, from, to }: Asked): { from: Date; to: Date } {
  const end = to === undefined ? clock.now() : new Date(to);
  const start = from === undefined ? new Date(end.getTime() - USUAL[granularity]) : new Date(from);
  if (start >= end) throw invalidField("from", "Begin the range before its end.");
  if (end >= LATEST) throw invalidField("to", "End the range before the year 9999.");
  const earliest = new Date(end);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - LONGEST_YEARS);
  if (start < earliest) {
    throw invalidField("from", `Ask for at most ${LONGEST_YEARS} years.`);
  }
  const size = BUCKET[granularity];
  return {
    from: new Date(Math.floor(start.getTime() / size) * size),
    to: new Date(Math.ceil(end.getTime() / size) * size),
  };
}
