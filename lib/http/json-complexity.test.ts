import { describe, expect, it } from "vitest";
import { assertJsonComplexity, assertJsonValue } from "./json-complexity";

const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));

function refusal(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    return Object(error).details;
  }
}

/** A list that holds another twice, which holds another twice, and so on. */
function doubled(levels: number): unknown {
  let list: unknown = [];
  for (let level = 0; level < levels; level += 1) list = [list, list];
  return list;
}

describe("a value that a form sends", () => {
  it.each([
    ["of as many levels as may be", nested(64)],
    ["of one level more", nested(65)],
    ["of as many values as may be", Array(20_000).fill(0)],
    ["of one value more", Array(20_001).fill(0)],
    ["of many lists with one value each", Array(5_000).fill([[[0]]])],
  ])("%s is judged as its text is", (_what, value) => {
    const text = JSON.stringify(value);
    expect(refusal(() => assertJsonValue(value))).toBe(refusal(() => assertJsonComplexity(text)));
  });

  it("that holds itself is too deep", () => {
    const circle: Record<string, unknown> = {};
    circle.inner = [circle];
    expect(refusal(() => assertJsonValue(circle))).toMatch("nested deeper than 64 levels");
  });

  it("that holds one part again and again has as many values as it shows", () => {
    expect(refusal(() => assertJsonValue(doubled(60)))).toMatch("more than 20000 values");
  });

  it.each([1n, Number.NaN, Number.POSITIVE_INFINITY, new Map(), new Date(0), () => 1, Symbol("a")])(
    "that JSON has no word for is refused: %s",
    (value) => {
      expect(refusal(() => assertJsonValue({ a: [value] }))).toBe("The body is not valid JSON.");
    },
  );

  it("may leave out fields", () => {
    const value = { a: undefined, b: null, c: [-1.5, "x", true], d: Object.create(null) };
    expect(refusal(() => assertJsonValue(value))).toBeUndefined();
  });
});
