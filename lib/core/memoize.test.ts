import { expect, it } from "vitest";
import { memoize } from "@/lib/core/bounded-cache";

it("answers as before without asking again, and forgets rather than grow without end", () => {
  const asked: string[] = [];
  const length = memoize((text) => asked.push(text) && text.length);
  expect([length("abc"), length("abc"), length("")]).toEqual([3, 3, 0]);
  expect(asked).toEqual(["abc", ""]);
  for (let index = 0; index < 1_000; index += 1) length(`caller ${index}`);
  length("abc");
  expect(asked.filter((text) => text === "abc")).toHaveLength(2);
});

it("does not keep long texts", () => {
  const asked: string[] = [];
  const length = memoize((text) => asked.push(text) && text.length);
  const long = "x".repeat(513);
  expect([length(long), length(long)]).toEqual([513, 513]);
  expect(asked).toHaveLength(2);
});
