import { z } from "zod";

/** `date-time` of RFC 3339: letters in either case, any number of fractional digits, any offset. */
const FORM =
  /^(\d{4}-\d\d-\d\d)t((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d|60)(\.\d+)?(z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * The instant that a text of RFC 3339 names, in whole milliseconds; undefined for any other text. A
 * leap second, which only ends a month in UTC, is the first second of the next.
 */
export function readInstant(text: string): Date | undefined {
  const [, date = "", time = "", seconds = "", fraction = "", offset = ""] = FORM.exec(text) ?? [];
  if (!isDate(date)) return undefined;
  const isLeap = seconds === "60";
  const whole = `${date}T${time}:${isLeap ? "59" : seconds}`;
  const instant = new Date(`${whole}${fraction.slice(0, 4)}${offset.toUpperCase()}`);
  if (!isLeap) return isWritable(instant) ? instant : undefined;
  const next = new Date(Math.floor(instant.getTime() / 1_000) * 1_000 + 1_000);
  const beginsMonth = next.getUTCDate() === 1 && next.getTime() % 86_400_000 === 0;
  return beginsMonth && isWritable(next) ? next : undefined;
}

/** Whether the calendar has a day. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether four digits can write its year in UTC. */
function isWritable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 0 && year <= 9_999;
}

const NO_INSTANT = "Not a date and time as 2026-01-31T00:00:00Z.";

/** A moment as RFC 3339; any offset is read, and kept as UTC. */
export const instantField = z
  .string(NO_INSTANT)
  .transform((text, context) => {
    const instant = readInstant(text);
    if (instant) return instant.toISOString();
    context.addIssue({ code: "custom", message: NO_INSTANT });
    return z.NEVER;
  })
  .meta({ format: "date-time" });
