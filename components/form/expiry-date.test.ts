import { afterEach, describe, expect, test } from "vitest";
import { daysFrom, describeExpiry, endOfDay, toDateInput } from "./expiry-date";

const NOW = new Date(2025, 0, 15, 10, 30);

describe("expiry date", () => {
  test("a day ends at its last second in the viewer's zone", () => {
    expect(endOfDay("2025-02-14")).toEqual(new Date(2025, 1, 14, 23, 59, 59));
  });

  test("a year that is still being typed is the year that it says", () => {
    expect(endOfDay("0002-02-14")?.getFullYear()).toBe(2);
    expect(endOfDay("0202-02-14")?.getFullYear()).toBe(202);
  });

  test("text that is no day of the calendar is refused", () => {
    for (const text of ["", "2025-02-30", "2025-2-3", "14.02.2025"]) {
      expect(endOfDay(text)).toBeNull();
    }
  });

  test("a preset counts calendar days, over months and years", () => {
    expect(toDateInput(daysFrom(NOW, 7))).toBe("2025-01-22");
    expect(toDateInput(daysFrom(NOW, 30))).toBe("2025-02-14");
    expect(toDateInput(daysFrom(NOW, 365))).toBe("2026-01-15");
  });

  test("the words name the day and how far it is", () => {
    expect(describeExpiry(daysFrom(NOW, 30).toISOString(), NOW)).toBe(
      "Works until the end of Friday, 14 February 2025, your time: in 30 days.",
    );
    expect(describeExpiry(daysFrom(NOW, 0).toISOString(), NOW)).toContain("today.");
    expect(describeExpiry(daysFrom(NOW, 1).toISOString(), NOW)).toContain("tomorrow.");
  });

  test("a moment within a day is told with its time", () => {
    const moment = new Date(2025, 0, 20, 9, 5).toISOString();
    expect(describeExpiry(moment, NOW)).toContain("Works until 09:05 on Monday, 20 January 2025");
  });

  test("no date, a passed date and nonsense each say what follows", () => {
    expect(describeExpiry(null, NOW)).toContain("Never expires");
    expect(describeExpiry(new Date(2025, 0, 14).toISOString(), NOW)).toContain("in the past");
    expect(describeExpiry("soon", NOW)).toBe("Enter a valid date.");
  });
});

describe("the end of a day in a zone", () => {
  const { TZ } = process.env;
  afterEach(() => {
    process.env.TZ = TZ;
  });

  test.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-29T21:59:59.000Z"],
    ["Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59.000Z"],
    ["Africa/Cairo", "2026-10-29", "2026-10-29T21:59:59.000Z"],
    ["America/Nuuk", "2026-10-24", "2026-10-25T01:59:59.000Z"],
    ["America/Havana", "2026-10-31", "2026-11-01T03:59:59.000Z"],
    ["America/Havana", "2026-03-07", "2026-03-08T04:59:59.000Z"],
    ["America/Sao_Paulo", "2018-02-17", "2018-02-18T02:59:59.000Z"],
    ["America/St_Johns", "2006-10-28", "2006-10-29T03:29:59.000Z"],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:29:59.000Z"],
    ["Pacific/Apia", "2011-12-29", "2011-12-30T09:59:59.000Z"],
    ["Pacific/Kiritimati", "2026-12-31", "2026-12-31T09:59:59.000Z"],
  ])("%s, %s", (zone, day, end) => {
    process.env.TZ = zone;
    expect(endOfDay(day)?.toISOString()).toBe(end);
  });

  test("a day that the calendar of a zone leaves out is no day there", () => {
    process.env.TZ = "Pacific/Apia";
    expect(endOfDay("2011-12-30")).toBeNull();
  });

  test("is its last second, on every day and whatever the clock does", () => {
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      process.env.TZ = zone;
      for (let at = Date.UTC(2026, 0, 1, 12); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
        const day = new Date(at).toISOString().slice(0, 10);
        const end = endOfDay(day)?.getTime() ?? 0;
        const days = [0, 1_000, 1_800_000, 3_600_000, 7_200_000].map((after) =>
          toDateInput(new Date(end + after)),
        );
        const [itself, ...later] = days;
        if (itself !== day || later.includes(day)) throw new Error(`${zone} ${day}: ${days}`);
      }
    }
  });
});
