import { expect, it } from "vitest";
import { formatCompact, formatCount } from "./format";

it.each([
  0,
  7,
  999,
  1_000,
  -1_000,
  12_345,
  999_999,
  1_234_567,
  -1_234_567,
  Number.MAX_SAFE_INTEGER,
])("writes %d as English does", (count) => {
  expect(formatCount(count)).toBe(count.toLocaleString("en"));
});

it.each([
  0, 7, 950, 999, 1_000, 1_049, 1_500, 9_949, 9_951, 12_345, 99_500, 999_499, 999_500, 1_234_567,
  45_000_000, 1_000_000_000,
])("writes %d on an axis as English does", (count) => {
  expect(formatCompact(count)).toBe(
    new Intl.NumberFormat("en", { notation: "compact" }).format(count),
  );
});
