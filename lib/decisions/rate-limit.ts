import "server-only";
import { formatMoney } from "@/lib/core/money";
import { WINDOWS, type WindowName } from "@/lib/core/windows";
import type { LimitWindow, SpendCap } from "@/lib/policy/principal";

/** From so many percent of its quota on a customer is warned. */
const WARN_FROM = 80;

/** The window of a bucket: bucket n of a window of s seconds starts at n * s. */
export function limitWindow(
  window: WindowName,
  limit: number,
  used: number,
  bucket: number,
  name: LimitWindow["name"] = window,
): LimitWindow {
  const { seconds } = WINDOWS[window];
  return { name, seconds, limit, used, takes: 1, resetAt: (bucket + 1) * seconds };
}

/** The quota of a month, counted since the year 0 in UTC; `takes` is 0 where it refuses nothing. */
export function quotaWindow(
  limit: number,
  used: number,
  month: number,
  takes: number,
): LimitWindow {
  return { name: "customer-month", limit, used, takes, ...monthSpan(month) };
}

/** The spend cap of a month; all but the month in millionths of the currency. */
export function spendCapOf(
  cap: Pick<SpendCap, "limit" | "currency">,
  used: number,
  month: number,
  takes: number,
): SpendCap {
  return { name: "customer-spend", used, takes, ...cap, ...monthSpan(month) };
}

function monthSpan(month: number) {
  const startOf = (index: number) => Date.UTC(Math.floor(index / 12), index % 12) / 1_000;
  const resetAt = startOf(month + 1);
  return { seconds: resetAt - startOf(month), resetAt };
}

/** Of the units that a call took, those beyond a soft quota of which so much is used after it. */
export function overageOf(
  units: number,
  used: number,
  quota: { units: number; isHard: boolean } | null,
): number {
  return quota && !quota.isHard ? Math.min(units, Math.max(0, used - quota.units)) : 0;
}

function isQuota({ name }: LimitWindow): boolean {
  return name === "customer-month";
}

function remaining(window: LimitWindow): number {
  return Math.max(0, window.limit - window.used);
}

/** The window of requests with the least left; of several, the one that opens last. */
export function tightestWindow(windows: readonly LimitWindow[]): LimitWindow | undefined {
  let tightest: LimitWindow | undefined;
  for (const each of windows) {
    if (!isQuota(each) && (!tightest || isTighter(each, tightest))) tightest = each;
  }
  return tightest;
}

function isTighter(one: LimitWindow, other: LimitWindow): boolean {
  const less = remaining(other) - remaining(one);
  return less > 0 || (less === 0 && one.resetAt > other.resetAt);
}

/**
 * What refuses a request; of several, the one that opens last, then the longest, then the customer's,
 * and the spend cap before the quota.
 */
export function refusingWindow(
  windows: readonly LimitWindow[],
  spend: SpendCap | null = null,
): LimitWindow | SpendCap | undefined {
  const ofCustomer = ({ name }: LimitWindow | SpendCap) => Number(name.startsWith("customer"));
  return [...(spend ? [spend] : []), ...windows]
    .filter(({ takes, used, limit }) => takes > 0 && used + takes > limit)
    .sort(
      (left, right) =>
        right.resetAt - left.resetAt ||
        right.seconds - left.seconds ||
        ofCustomer(right) - ofCustomer(left),
    )[0];
}

const REACHED: Record<LimitWindow["name"], (limit: number) => string> = {
  minute: (limit) => `${WINDOWS.minute.adjective} limit of ${limit} requests reached`,
  hour: (limit) => `${WINDOWS.hour.adjective} limit of ${limit} requests reached`,
  day: (limit) => `${WINDOWS.day.adjective} limit of ${limit} requests reached`,
  "customer-minute": (limit) => `Customer minute limit of ${limit} requests reached`,
  "customer-hour": (limit) => `Customer hourly limit of ${limit} requests reached`,
  "customer-day": (limit) => `Customer daily limit of ${limit} requests reached`,
  "customer-month": (limit) => `Monthly quota of ${limit} units reached`,
};

/** The sentence of a 429, such as `Hourly limit of 1000 requests reached`. */
export function limitReached(window: LimitWindow | SpendCap): string {
  if (window.name !== "customer-spend") return REACHED[window.name](window.limit);
  const { limit, currency } = window;
  return `Monthly spend cap of ${formatMoney(limit, currency)} reached`;
}

/** Rate-limit headers of a decision made at `now` (Unix seconds); none when nothing is limited. */
export function rateLimitHeaders(
  windows: readonly LimitWindow[],
  now: number,
): Record<string, string> {
  if (windows.length === 0) return {};
  const tightest = tightestWindow(windows);
  let policy = "";
  let state = "";
  for (const each of windows) {
    const name = policy === "" ? `"${each.name}"` : `, "${each.name}"`;
    policy += `${name};q=${each.limit};w=${each.seconds}`;
    state += `${name};r=${remaining(each)};t=${secondsUntilReset(each, now)}`;
  }
  const quota = quotaHeaders(windows.find(isQuota));
  if (!tightest) return { "RateLimit-Policy": policy, RateLimit: state, ...quota };
  return {
    "X-RateLimit-Limit": String(tightest.limit),
    "X-RateLimit-Remaining": String(remaining(tightest)),
    "X-RateLimit-Reset": String(tightest.resetAt),
    "RateLimit-Policy": policy,
    RateLimit: state,
    ...quota,
  };
}

function quotaHeaders(quota: LimitWindow | undefined): Record<string, string> | undefined {
  if (!quota) return undefined;
  const { limit, used, resetAt } = quota;
  const percent = limit === 0 ? 100 : Math.floor((used / limit) * 100);
  return {
    "X-Quota-Limit": String(limit),
    "X-Quota-Remaining": String(remaining(quota)),
    "X-Quota-Reset": String(resetAt),
    ...(percent >= WARN_FROM && { "X-Quota-Warning": String(percent) }),
  };
}

/** Whole seconds, at least 1. */
export function secondsUntilReset(window: { resetAt: number }, now: number): number {
  return Math.max(1, Math.ceil(window.resetAt - now));
}
