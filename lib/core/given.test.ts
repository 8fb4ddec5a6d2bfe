import { expect, it } from "vitest";
import { given } from "@/lib/core/given";

it("keeps every value but undefined", () => {
  expect(Object.keys(given({ a: 0, b: undefined, c: null, d: "" }))).toEqual(["a", "c", "d"]);
});
