import { expect, it } from "vitest";
import { formatDuration } from "./format";

it.each([
  [0, "0 µs"],
  [850, "850 µs"],
  [1_240, "1.2 ms"],
  [12_400, "12 ms"],
  [1_440_000, "1.4 s"],
])("reads %d microseconds as %s", (microseconds, text) => {
  expect(formatDuration(microseconds)).toBe(text);
});
