import { describe, expect, test } from "vitest";
import { checkedState, idsBetween } from "./use-row-selection";

const PAGE = ["a", "b", "c", "d"];

describe("a range on a page", () => {
  test("goes from the last row to this one, up as down", () => {
    expect(idsBetween(PAGE, "b", "d")).toEqual(["b", "c", "d"]);
    expect(idsBetween(PAGE, "d", "b")).toEqual(["b", "c", "d"]);
    expect(idsBetween(PAGE, "c", "c")).toEqual(["c"]);
  });

  test("is the row alone when the last one stands on another page, or there is none", () => {
    expect(idsBetween(PAGE, "elsewhere", "c")).toEqual(["c"]);
    expect(idsBetween(PAGE, null, "c")).toEqual(["c"]);
  });
});

test("the checkbox of a page is checked for all, between for some, and empty for none or no rows", () => {
  const among = (selected: string[]) => (id: string) => selected.includes(id);
  expect(checkedState(PAGE, among(PAGE))).toBe(true);
  expect(checkedState(PAGE, among(["b", "elsewhere"]))).toBe("indeterminate");
  expect(checkedState(PAGE, among(["elsewhere"]))).toBe(false);
  expect(checkedState([], among(PAGE))).toBe(false);
});
