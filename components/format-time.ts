const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RELATIVE_LIMIT = 60 * DAY;
const UNITS = [
  { ms: DAY, name: "d" },
  { ms: HOUR, name: "h" },
  { ms: MINUTE, name: "min" },
] as const;

function formatDate(date: Date, timeZone?: string) {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone,
  }).format(date);
}

export function formatDateTime(date: Date, timeZone?: string) {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  }).format(date);
}

/** "just now", "3 min ago", "in 2 d"; a date when it is more than 60 days away. */
export function formatRelative(date: Date, now: number, timeZone?: string) {
  const distance = date.getTime() - now;
  const size = Math.abs(distance);
  if (size >= RELATIVE_LIMIT) return formatDate(date, timeZone);
  const unit = UNITS.find(({ ms }) => size >= ms);
  if (!unit) return distance > 0 ? "in under a minute" : "just now";
  const amount = `${Math.floor(size / unit.ms)} ${unit.name}`;
  return distance > 0 ? `in ${amount}` : `${amount} ago`;
}
