import { describe, expect, test } from "vitest";
import { keyCount, leftOut } from "@/components/key/selection/selection-words";

const left = (name: string | null, reason: "revoked" | "unchanged") => ({
  id: "key",
  name,
  reason,
});

test("keys are counted in words that fit the number", () => {
  expect([1, 2, 1_000].map(keyCount)).toEqual(["1 key", "2 keys", "1,000 keys"]);
});

describe("what an act left as it was", () => {
  test("is told by reason, and by name", () => {
    expect(leftOut([])).toBe("");
    expect(leftOut([left("CI", "revoked")])).toBe("1 was revoked already: CI.");
    expect(leftOut([left("CI", "unchanged"), left(null, "revoked"), left("Cron", "revoked")])).toBe(
      "2 were revoked already: Unnamed key, Cron. 1 was like this already: CI.",
    );
  });

  test("names three at most", () => {
    const many = ["A", "B", "C", "D", "E"].map((name) => left(name, "unchanged"));
    expect(leftOut(many)).toBe("5 were like this already: A, B, C and 2 more.");
  });
});
