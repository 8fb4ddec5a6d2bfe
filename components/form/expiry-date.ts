import { formatAs } from "@/components/format";

const DAY = 24 * 60 * 60 * 1000;

function pad(part: number, length = 2) {
  return String(part).padStart(length, "0");
}

/** The viewer's calendar day of a moment, as a date field holds it. */
export function toDateInput(date: Date) {
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** By how much clocks are put back, in minutes: an hour as a rule, more or less in some places. */
const PUT_BACK = [120, 60, 30, 0] as const;

/**
 * The last second of a day in the viewer's zone; null when the text is no day there. Where the clock
 * is put back over midnight, the day ends the second time.
 */
export function endOfDay(dateInput: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dateInput);
  if (!match) return null;
  const next = new Date(0);
  next.setFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + 1);
  next.setHours(0, 0, 0, 0);
  const ends = PUT_BACK.map((minutes) => new Date(next.getTime() - 1_000 + minutes * 60_000));
  return ends.find((end) => toDateInput(end) === dateInput) ?? null;
}

export function daysFrom(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 23, 59, 59);
}

function daysBetween(now: Date, date: Date) {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  const to = new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12);
  return Math.round((to.getTime() - from.getTime()) / DAY);
}

const DAYS = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
const LONG_DATE = { day: "numeric", month: "long", year: "numeric" } as const;

/** The choice in words: "Works until the end of Friday, February 14, 2025, your time: in 30 days." */
export function describeExpiry(expiresAt: string | null, now: Date) {
  if (expiresAt === null) return "Never expires. It works until it is revoked.";
  const date = new Date(expiresAt);
  if (Number.isNaN(date.getTime())) return "Enter a valid date.";
  if (date.getTime() <= now.getTime()) return "This date is in the past. Choose a later date.";
  const day = `${formatAs({ weekday: "long" }, date)}, ${formatAs(LONG_DATE, date)}`;
  const atDayEnd = date.getHours() === 23 && date.getMinutes() === 59;
  const time = formatAs({ timeStyle: "short" }, date);
  const until = atDayEnd ? `the end of ${day}` : `${time} on ${day}`;
  return `Works until ${until}, your time: ${DAYS.format(daysBetween(now, date), "day")}.`;
}
