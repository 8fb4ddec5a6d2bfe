import { describe, expect, it } from "vitest";
import { dropEdge, moveSaid, targetIndex } from "./use-reorder";

it("what is said while a step is moved names the step and its position, never an id", () => {
  expect(moveSaid("picked up", "Only adults", 1, 2)).toBe(
    "Only adults picked up from position 2 of 2.",
  );
  expect(moveSaid("moved", "Only adults", 0, 2)).toBe("Only adults moved to position 1 of 2.");
  expect(moveSaid("dropped", "Only adults", 0, 2)).toBe("Only adults dropped at position 1 of 2.");
  expect(moveSaid("taken back", "Only adults", 1, 2)).toBe(
    "Move cancelled. Only adults was not moved.",
  );
});

describe("a step that is held", () => {
  const middles = [50, 150, 250];

  it("goes to where the pointer is, past the middles of the others", () => {
    expect([10, 100, 160, 400].map((held) => targetIndex(middles, 0, held))).toEqual([0, 0, 1, 2]);
    expect([10, 100, 240, 400].map((held) => targetIndex(middles, 2, held))).toEqual([0, 1, 2, 2]);
  });

  it("shows the edge that it would be put down at", () => {
    expect([0, 1, 2].map((index) => dropEdge({ from: 0, to: 1 }, index))).toEqual([
      null,
      "below",
      null,
    ]);
    expect([0, 1, 2].map((index) => dropEdge({ from: 2, to: 0 }, index))).toEqual([
      "above",
      null,
      null,
    ]);
    expect(dropEdge({ from: 1, to: 1 }, 1)).toBeNull();
    expect(dropEdge(null, 1)).toBeNull();
  });
});
