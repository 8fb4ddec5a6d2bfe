import { describe, expect, it } from "vitest";
import { WINDOWS } from "@/lib/core/windows";
import {
  limitReached,
  limitWindow,
  quotaWindow,
  rateLimitHeaders,
  refusingWindow,
  secondsUntilReset,
  spendCapOf,
  tightestWindow,
} from "./rate-limit";

const NOON = 1_705_320_000;
const minute = limitWindow("minute", 60, 10, NOON / 60);
const hour = limitWindow("hour", 1_000, 400, NOON / 3_600);
const day = limitWindow("day", 10_000, 9_980, Math.floor(NOON / 86_400));

describe("a window", () => {
  it("starts again at the next full minute, hour or day in UTC", () => {
    expect(minute.resetAt).toBe(NOON + 60);
    expect(hour.resetAt).toBe(NOON + 3_600);
    expect(new Date(day.resetAt * 1_000).toISOString()).toBe("2024-01-16T00:00:00.000Z");
  });

  it("is the tightest when it has the least left", () => {
    expect(tightestWindow([minute, hour, day])).toBe(day);
    expect(tightestWindow([minute, hour])).toBe(minute);
    expect(tightestWindow([])).toBeUndefined();
  });

  it("that opens last is the tightest of several with as much left", () => {
    const full = limitWindow("hour", 10, 10, NOON / 3_600);
    const fullDay = limitWindow("day", 10, 10, Math.floor(NOON / 86_400));
    expect(tightestWindow([full, fullDay])).toBe(fullDay);
  });

  it("with more used than a lowered limit allows has nothing left, never less", () => {
    const lowered = limitWindow("hour", 5, 9, NOON / 3_600);
    expect(rateLimitHeaders([lowered], NOON)).toHaveProperty("X-RateLimit-Remaining", "0");
  });
});

describe("a full window", () => {
  it.each([
    ["minute", "Minute limit of 1000 requests reached"],
    ["hour", "Hourly limit of 1000 requests reached"],
    ["day", "Daily limit of 1000 requests reached"],
  ] as const)("of a %s says so", (name, sentence) => {
    expect(limitReached(limitWindow(name, 1_000, 1_000, 1))).toBe(sentence);
  });

  it("speaks where it opens last; of those that open together cap, quota, customer and key, in turn", () => {
    const then = Date.parse("2026-01-31T23:59:30Z") / 1_000;
    const month = 2_026 * 12;
    const cap = spendCapOf({ limit: 5, currency: "EUR" }, 5, month, 1);
    const quota = quotaWindow(5, 5, month, 1);
    const full = (["day", "hour", "minute"] as const).flatMap((name) => {
      const bucket = Math.floor(then / WINDOWS[name].seconds);
      return [limitWindow(name, 5, 5, bucket, `customer-${name}`), limitWindow(name, 5, 5, bucket)];
    });
    const order = [quota, ...full];
    expect(refusingWindow(order.toReversed(), cap)).toBe(cap);
    for (const [index, speaking] of order.entries()) {
      expect(refusingWindow(order.slice(index).toReversed())).toBe(speaking);
    }
    expect(refusingWindow([{ ...quota, takes: 0 }, day])).toBeUndefined();
  });

  it("is worth waiting for at least a second", () => {
    expect(secondsUntilReset(hour, hour.resetAt)).toBe(1);
    expect(secondsUntilReset(hour, hour.resetAt - 0.2)).toBe(1);
    expect(secondsUntilReset(hour, hour.resetAt - 59.5)).toBe(60);
  });
});

describe("rate-limit headers", () => {
  it("tell of the tightest window, and of all windows in the form of the IETF draft", () => {
    expect(rateLimitHeaders([minute, hour, day], NOON)).toEqual({
      "X-RateLimit-Limit": "10000",
      "X-RateLimit-Remaining": "20",
      "X-RateLimit-Reset": "1705363200",
      "RateLimit-Policy": '"minute";q=60;w=60, "hour";q=1000;w=3600, "day";q=10000;w=86400',
      RateLimit: '"minute";r=50;t=60, "hour";r=600;t=3600, "day";r=20;t=43200',
    });
  });

  it("are absent when nothing is limited", () => {
    expect(rateLimitHeaders([], NOON)).toEqual({});
  });
});

describe("limits that keys share", () => {
  const used = (name: "minute" | "hour" | "day", limit: number, uses: number) => ({
    own: limitWindow(name, limit, uses, 0),
    shared: limitWindow(name, limit, uses, 0, `customer-${name}`),
  });
  const january = 2024 * 12;
  const quota = quotaWindow(10, 8, january, 3);

  it("count units to the end of the month in UTC", () => {
    expect(quota).toMatchObject({ name: "customer-month", seconds: 31 * 86_400 });
    expect(new Date(quota.resetAt * 1_000).toISOString()).toBe("2024-02-01T00:00:00.000Z");
    expect(new Date(quotaWindow(1, 0, january + 11, 1).resetAt * 1_000).toISOString()).toBe(
      "2025-01-01T00:00:00.000Z",
    );
  });

  it("refuse what does not fit: the one that opens last speaks, then the customer's", () => {
    const { own, shared } = used("hour", 5, 5);
    expect(refusingWindow([own, shared, quota])).toBe(quota);
    expect(refusingWindow([own, shared])).toBe(shared);
    expect(refusingWindow([own])).toBe(own);
    expect(refusingWindow([own, used("day", 5, 5).own])?.name).toBe("day");
    expect(refusingWindow([used("day", 5, 4).own, quotaWindow(10, 8, january, 2)])).toBeUndefined();
    expect(refusingWindow([quotaWindow(10, 12, january, 0)])).toBeUndefined();
    // Both end at midnight: the longer one speaks.
    const end = (name: "hour" | "day") => limitWindow(name, 1, 1, name === "day" ? 0 : 23);
    expect(refusingWindow([end("hour"), end("day")])?.name).toBe("day");
  });

  it("have sentences of their own", () => {
    const sentences = (["minute", "hour", "day"] as const).map((name) =>
      limitReached(used(name, 5, 5).shared),
    );
    expect([...sentences, limitReached(quota)]).toEqual([
      "Customer minute limit of 5 requests reached",
      "Customer hourly limit of 5 requests reached",
      "Customer daily limit of 5 requests reached",
      "Monthly quota of 10 units reached",
    ]);
  });

  it("are told apart from requests, with a warning from 80 % on", () => {
    const headers = rateLimitHeaders([quota], NOON);
    expect(headers).toMatchObject({
      "X-Quota-Limit": "10",
      "X-Quota-Remaining": "2",
      "X-Quota-Reset": String(quota.resetAt),
      "X-Quota-Warning": "80",
      "RateLimit-Policy": '"customer-month";q=10;w=2678400',
    });
    expect(headers).not.toHaveProperty("X-RateLimit-Limit");
    expect(rateLimitHeaders([quotaWindow(10, 7, january, 1)], NOON)).not.toHaveProperty(
      "X-Quota-Warning",
    );
    expect(rateLimitHeaders([quotaWindow(0, 0, january, 1)], NOON)).toMatchObject({
      "X-Quota-Warning": "100",
    });
  });
});
