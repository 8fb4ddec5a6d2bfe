import { toDateInput } from "@/components/form/expiry-date";
import { formatAs } from "@/components/format";
import type { Granularity } from "@/lib/contracts/analytics/fields";

const FORMATS = {
  minute: { hour: "2-digit", minute: "2-digit" },
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
} as const satisfies Record<Granularity, Intl.DateTimeFormatOptions>;

const LONG_FORMATS = {
  minute: { ...FORMATS.hour, timeZoneName: "short" },
  hour: { weekday: "short", ...FORMATS.hour, timeZoneName: "short" },
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<Granularity, Intl.DateTimeFormatOptions>;

/** The zone that a bucket is told in: days are days of UTC, shorter ones are the viewer's. */
function zoneOf(granularity: Granularity, zone: string | undefined) {
  return granularity === "day" ? "UTC" : zone;
}

/** The start of a bucket, short, for an axis; without a zone, in the viewer's. */
export function shortLabel(at: string, granularity: Granularity, zone?: string): string {
  const timeZone = zoneOf(granularity, zone);
  return formatAs({ ...FORMATS[granularity], timeZone }, new Date(at));
}

/** The start of a bucket in full, with the zone it is told in. */
export function longLabel(at: string, granularity: Granularity, zone?: string): string {
  const timeZone = zoneOf(granularity, zone);
  const text = formatAs({ ...LONG_FORMATS[granularity], timeZone }, new Date(at));
  return granularity === "day" ? `${text} (UTC)` : text;
}

/** The day in which a moment of a bucket lies, as `2026-01-31`. */
export function dayLabel(at: string, granularity: Granularity): string {
  const timeZone = zoneOf(granularity, undefined);
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(at));
}

/** The same moment on the UTC clock, for who hovers. */
export function utcLabel(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** A moment as a field for local time holds it, in the viewer's zone. */
export function toLocalInput(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${toDateInput(date)}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/**
 * The moment that such a field means; null when it is none. An hour that the clock skips is the
 * one after, an hour that it repeats is the first of the two.
 */
export function fromLocalInput(text: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const date = new Date(0);
  date.setFullYear(year, month - 1, day);
  date.setHours(hour, minute, 0, 0);
  return Number.isNaN(date.getTime()) || date.getMonth() !== month - 1 ? null : date;
}
