import "server-only";
import { WINDOWS, type WindowName } from "@/lib/core/windows";
import type { LimitWindow } from "@/lib/policy/principal";

/** The window of a bucket: bucket n of a window of s seconds starts at n * s. */
export function limitWindow(
  name: WindowName,
  limit: number,
  used: number,
  bucket: number,
): LimitWindow {
  return { name, limit, used, resetAt: (bucket + 1) * WINDOWS[name].seconds };
}

function remaining(window: LimitWindow): number {
  return Math.max(0, window.limit - window.used);
}

/** The window with the least left; of several, the one that opens last. */
export function tightestWindow(windows: readonly LimitWindow[]): LimitWindow | undefined {
  let tightest: LimitWindow | undefined;
  for (const each of windows) if (!tightest || isTighter(each, tightest)) tightest = each;
  return tightest;
}

function isTighter(one: LimitWindow, other: LimitWindow): boolean {
  const less = remaining(other) - remaining(one);
  return less > 0 || (less === 0 && one.resetAt > other.resetAt);
}

/** The sentence of a 429, such as `Hourly limit of 1000 requests reached`. */
export function limitReached(window: LimitWindow): string {
  return `${WINDOWS[window.name].adjective} limit of ${window.limit} requests reached`;
}

/** Rate-limit headers of a decision made at `now` (Unix seconds); none when nothing is limited. */
export function rateLimitHeaders(
  windows: readonly LimitWindow[],
  now: number,
): Record<string, string> {
  const tightest = tightestWindow(windows);
  if (!tightest) return {};
  let policy = "";
  let state = "";
  for (const each of windows) {
    const name = policy === "" ? `"${each.name}"` : `, "${each.name}"`;
    policy += `${name};q=${each.limit};w=${WINDOWS[each.name].seconds}`;
    state += `${name};r=${remaining(each)};t=${secondsUntilReset(each, now)}`;
  }
  return {
    "X-RateLimit-Limit": String(tightest.limit),
    "X-RateLimit-Remaining": String(remaining(tightest)),
    "X-RateLimit-Reset": String(tightest.resetAt),
    "RateLimit-Policy": policy,
    RateLimit: state,
  };
}

/** Whole seconds, at least 1. */
export function secondsUntilReset(window: LimitWindow, now: number): number {
  return Math.max(1, Math.ceil(window.resetAt - now));
}
