import { expect, it } from "vitest";
import { formatCount } from "./format";

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
