const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RELATIVE_LIMIT = 60 * DAY;
const UNITS = [
  { ms: DAY, name: "d" },
  { ms: HOUR, name: "h" },
  { ms: MINUTE, name: "min" },
] as const;

const DATE = { day: "numeric", month: "short", year: "numeric" } as const;
const DATE_TIME = { ...DATE, hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A date in words; without a zone, in the viewer's. Formats are kept: to make one is dear. */
export function formatAs(options: Intl.DateTimeFormatOptions, date: Date): string {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(key, format);
  return format.format(date);
}

export function formatDateTime(date: Date, timeZone?: string) {
  return formatAs({ ...DATE_TIME, timeZone }, date);
}

/** "just now", "3 min ago", "in 2 d"; a date when it is more than 60 days away. */
export function formatRelative(date: Date, now: number, timeZone?: string) {
  const distance = date.getTime() - now;
  const size = Math.abs(distance);
  if (size >= RELATIVE_LIMIT) return formatAs({ ...DATE, timeZone }, date);
  const unit = UNITS.find(({ ms }) => size >= ms);
  if (!unit) return distance > 0 ? "in under a minute" : "just now";
  const amount = `${Math.floor(size / unit.ms)} ${unit.name}`;
  return distance > 0 ? `in ${amount}` : `${amount} ago`;
}
