import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvName } from "./csv-files";

const { TZ } = process.env;

beforeAll(() => {
  process.env.TZ = "Europe/Berlin";
});

afterAll(() => {
  process.env.TZ = TZ;
});

describe("the name of a file", () => {
  it.each([
    ["day", "2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z", "2026-01-01-to-2026-01-31"],
    ["day", "2026-01-05T00:00:00.000Z", "2026-01-06T00:00:00.000Z", "2026-01-05"],
    ["hour", "2026-01-04T23:00:00.000Z", "2026-01-05T23:00:00.000Z", "2026-01-05"],
    ["hour", "2026-01-04T22:00:00.000Z", "2026-01-05T22:00:00.000Z", "2026-01-04-to-2026-01-05"],
  ] as const)(
    "ends with the last day that is shown, by %s: %s to %s",
    (granularity, from, to, days) => {
      expect(csvName("keys", { range: { from, to, granularity } })).toBe(`usage-keys-${days}`);
    },
  );
});
