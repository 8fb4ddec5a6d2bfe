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

/** A date in words; without a zone, in the viewer's. Formats are kept: to make one is expensive. */
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

/** A whole number as English writes it: 1,234,567. What Intl needs for it costs a page 70 ms. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

const COMPACT_UNITS = [
  { size: 1e9, name: "B" },
  { size: 1e6, name: "M" },
  { size: 1e3, name: "K" },
] as const;

/** A count in two or three digits, for an axis: 950, 1.5K, 12K, 3M. */
export function formatCompact(count: number): string {
  const unit = COMPACT_UNITS.find(({ size }) => Math.round(count / (size / 1_000)) >= 1_000);
  if (!unit) return String(count);
  const amount = count / unit.size;
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)}${unit.name}`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Microseconds as a person reads them: "850 µs", "12 ms", "1.4 s". */
export function formatDuration(microseconds: number): string {
  if (microseconds < 1_000) return `${Math.round(microseconds)} µs`;
  const milliseconds = microseconds / 1_000;
  if (milliseconds < 1_000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
