import { formatAs } from "./format";

const DAY = 86_400_000;

/** An instant at which something begins to count, as all read it: "2 Dec, 00:00 UTC". */
export function formatFrom(date: Date): string {
  const day = formatAs({ day: "numeric", month: "short", timeZone: "UTC" }, date);
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** When a day of UTC begins next. */
export function nextDayText(): string {
  return formatFrom(new Date((Math.floor(Date.now() / DAY) + 1) * DAY));
}

/** A month such as 2026-01 in words: "January 2026". */
export function formatMonth(month: string): string {
  return formatAs({ month: "long", year: "numeric", timeZone: "UTC" }, new Date(`${month}-01`));
}
