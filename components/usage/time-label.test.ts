import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromLocalInput, longLabel, shortLabel, toLocalInput, utcLabel } from "./time-label";

const { TZ } = process.env;

beforeAll(() => {
  process.env.TZ = "Europe/Berlin";
});

afterAll(() => {
  process.env.TZ = TZ;
});

describe("a bucket", () => {
  it("of an hour is told in the viewer's zone, on either side of a change of the clock", () => {
    expect(longLabel("2026-10-25T00:00:00.000Z", "hour")).toBe("Sun 25 Oct, 02:00 CEST");
    expect(longLabel("2026-10-25T01:00:00.000Z", "hour")).toBe("Sun 25 Oct, 02:00 CET");
    expect(shortLabel("2026-03-29T01:00:00.000Z", "hour")).toBe("29 Mar, 03:00");
  });

  it("of a day is a day of UTC, and says so", () => {
    expect(longLabel("2026-10-25T00:00:00.000Z", "day", "America/New_York")).toBe(
      "Sun, 25 Oct 2026 (UTC)",
    );
    expect(shortLabel("2026-10-25T00:00:00.000Z", "day")).toBe("25 Oct");
  });

  it("says its UTC time to who hovers", () => {
    expect(utcLabel("2026-10-25T01:00:00.000Z")).toBe("2026-10-25 01:00 UTC");
  });
});

describe("a field of local time", () => {
  it("means the moment in the viewer's zone, and shows it back", () => {
    const date = fromLocalInput("2026-07-01T10:30");
    expect(date?.toISOString()).toBe("2026-07-01T08:30:00.000Z");
    expect(date && toLocalInput(date)).toBe("2026-07-01T10:30");
  });

  it("means the next hour where the clock skips one, and the first where it repeats one", () => {
    expect(fromLocalInput("2026-03-29T02:30")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(fromLocalInput("2026-10-25T02:30")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it.each(["", "2026-01-01", "tomorrow", "2026-13-01T00:00", "2026-02-30T00:00"])(
    "means nothing: %j",
    (text) => {
      expect(fromLocalInput(text)).toBeNull();
    },
  );
});
