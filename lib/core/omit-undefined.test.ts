import { expect, it } from "vitest";
import { omitUndefined } from "@/lib/core/fields";

it("keeps every value but undefined", () => {
  expect(Object.keys(omitUndefined({ a: 0, b: undefined, c: null, d: "" }))).toEqual([
    "a",
    "c",
    "d",
  ]);
});
