import { describe, expect, test } from "vitest";
import { axisMarks, labelledColumns } from "./series";

describe("the marks of an axis", () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [12, [0, 5, 10, 15]],
    [40, [0, 10, 20, 30, 40]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])("are whole and round for %d requests", (peak, marks) => {
    expect(axisMarks(peak, true)).toEqual(marks);
  });

  test("may be fractions where time is measured", () => {
    expect(axisMarks(0.7, false)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(axisMarks(0.3, false)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  test("reach the peak in at most four steps", () => {
    for (let peak = 1; peak < 5_000; peak += 7) {
      const marks = axisMarks(peak, true);
      expect(marks.length, String(peak)).toBeLessThanOrEqual(5);
      expect(marks.at(-1), String(peak)).toBeGreaterThanOrEqual(peak);
    }
  });
});

test("labels stand under columns of their own, spread over the whole axis", () => {
  expect(labelledColumns(4, 6)).toEqual([0, 1, 2, 3]);
  expect(labelledColumns(24, 6)).toEqual([2, 6, 10, 14, 18, 22]);
  expect(labelledColumns(0, 6)).toEqual([]);
});
