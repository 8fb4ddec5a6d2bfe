import { randomBytes, randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { estimateBits } from "@/lib/core/secret-settings";

const from = (alphabet: string) => () =>
  Array.from({ length: 32 }, () => alphabet.charAt(randomInt(alphabet.length))).join("");

describe("the estimate of a secret", () => {
  it.each([
    ["base64url", () => randomBytes(32).toString("base64url")],
    ["hexadecimal", () => randomBytes(16).toString("hex")],
    ["small letters", from("abcdefghijklmnopqrstuvwxyz")],
    ["digits", from("0123456789")],
  ])("calls 32 random characters good: %s", (_, make) => {
    const bits = Array.from({ length: 500 }, () => estimateBits(make()));
    // One of a hundred thousand random texts repeats itself more than that.
    expect(bits.filter((each) => each < 80).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ["one character", "x".repeat(64)],
    ["a short text again and again", "s3cr3t-k3y!".repeat(6)],
    ["a random text again and again", "kQ9z".repeat(16)],
    ["a sequence", "abcdefghijklmnopqrstuvwxyz0123456789"],
    ["a sequence backwards", "9876543210zyxwvutsrqponmlkjihgfedcba"],
    ["digits in order", "12345678901234567890123456789012345"],
    ["words", "this is the pepper of our company"],
    ["words with hyphens", "a-phrase-that-nobody-knows-at-all"],
    ["words with padding", "a-phrase-that-nobody-knows".padEnd(60, "x")],
    ["a keyboard, twice", "qwertyuiopasdfghqwertyuiopasdfgh"],
  ])("calls it weak for %s", (_, text) => {
    expect(estimateBits(text)).toBeLessThan(80);
  });
});
