import { expect, it } from "vitest";
import { freeSlug, slugOf } from "@/lib/services/catalog/place";

it.each([
  ["FAQ – Answers", "faq-answers"],
  ["Übersicht über alles!", "ubersicht-uber-alles"],
  ["  ", "endpoint"],
  ["客户", "endpoint"],
  ["Dispatch", "endpoint"],
  ["a".repeat(150), "a".repeat(100)],
])("makes %j the slug %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it("never gives a slug that is taken, and never one that is too long", () => {
  expect(freeSlug("faq", new Set(["faq", "faq-2"]))).toBe("faq-3");
  const long = "a".repeat(100);
  expect(freeSlug(long, new Set([long]))).toBe(`${"a".repeat(98)}-2`);
});
