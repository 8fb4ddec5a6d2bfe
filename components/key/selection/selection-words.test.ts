import { describe, expect, test } from "vitest";
import { keyCount, leftOut, proofOf, revocationWarning } from "./selection-words";

const left = (name: string | null, reason: "revoked" | "unchanged") => ({
  id: "key",
  name,
  reason,
});

test("keys are counted in words that fit the number", () => {
  expect([1, 2, 1_000].map(keyCount)).toEqual(["1 key", "2 keys", "1,000 keys"]);
});

test("disabling is offered instead of revoking only where a key is not disabled yet", () => {
  const on = { disabledAt: null };
  const off = { disabledAt: "2026-11-21T12:00:00.000Z" };
  const effect = "will fail with 401 Unauthorized. This cannot be undone.";
  expect(revocationWarning([on])).toContain(
    `this key ${effect} To stop a key temporarily, disable it instead.`,
  );
  expect(revocationWarning([off])).toMatch(new RegExp(`this key ${effect}$`));
  expect(revocationWarning([on, off])).toContain(
    `these keys ${effect} To stop keys temporarily, disable them instead.`,
  );
  expect(revocationWarning([off, off])).toMatch(new RegExp(`these keys ${effect}$`));
});

test("keys that were only ever refused are not called unused", () => {
  const revoked = { revokedAt: "2026-11-21T12:00:00.000Z", lastUsedAt: null };
  expect(proofOf(revoked)).toMatch(/^Refused everywhere since .*\. No call was ever accepted\.$/);
  const used = { ...revoked, lastUsedAt: "2026-11-20T12:00:00.000Z" };
  expect(proofOf(used)).toContain("The last accepted call was at ");
});

describe("what an act left as it was", () => {
  test("is told by reason, and by name", () => {
    expect(leftOut([])).toBe("");
    expect(leftOut([left("CI", "revoked")])).toBe("1 was already revoked: CI.");
    expect(leftOut([left("CI", "unchanged"), left(null, "revoked"), left("Cron", "revoked")])).toBe(
      "2 were already revoked: Unnamed key, Cron. 1 was unchanged: CI.",
    );
  });

  test("names three at most", () => {
    const many = ["A", "B", "C", "D", "E"].map((name) => left(name, "unchanged"));
    expect(leftOut(many)).toBe("5 were unchanged: A, B, C and 2 more.");
  });
});
