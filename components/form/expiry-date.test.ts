import { describe, expect, test } from "vitest";
import { daysFrom, describeExpiry, endOfDay, toDateInput } from "@/components/form/expiry-date";

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
    expect(describeExpiry(null, NOW)).toContain("never expires");
    expect(describeExpiry(new Date(2025, 0, 14).toISOString(), NOW)).toContain("has passed");
    expect(describeExpiry("soon", NOW)).toBe("That is not a date.");
  });
});
