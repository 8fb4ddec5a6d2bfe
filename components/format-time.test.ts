import { expect, test } from "vitest";
import { formatRelative } from "./format";

const NOW = Date.UTC(2025, 0, 15, 12);

function ago(ms: number) {
  return formatRelative(new Date(NOW - ms), NOW, "UTC");
}

test("a distance is told in its largest whole unit, in both directions", () => {
  expect(ago(20_000)).toBe("just now");
  expect(ago(-20_000)).toBe("in under a minute");
  expect(ago(3 * 60_000 + 59_000)).toBe("3 min ago");
  expect(ago(5 * 3_600_000)).toBe("5 h ago");
  expect(ago(-2 * 86_400_000)).toBe("in 2 d");
});

test("what is more than 60 days away is told as a date", () => {
  expect(ago(61 * 86_400_000)).toBe("15 Nov 2024");
});
