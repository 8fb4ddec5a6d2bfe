import { readFileSync } from "node:fs";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { KEY_PREFIXES } from "@/lib/core/key-text";
import { issueSecret } from "@/lib/credentials/issue";
import { parseCredential } from "@/lib/credentials/parse";

const written = readFileSync("SECURITY.md", "utf8");
const [, pattern = ""] = /secret scanner:\n\n```\n(.+)\n```/.exec(written) ?? [];
const peppers = new Map([[1, "a".repeat(32)]]);
const keys = KEY_PREFIXES.flatMap((prefix) =>
  Array.from({ length: 50 }, () => issueSecret(prefix, peppers).plaintext),
);

/** What JavaScript and RE2, the engine of most scanners, find in a text. */
function found(text: string): (string | null)[] {
  const matcher = RE2JS.compile(pattern).matcher(text);
  return [new RegExp(pattern).exec(text)?.[0] ?? null, matcher.find() ? matcher.group() : null];
}

describe("the pattern for secret scanners in SECURITY.md", () => {
  it.each([
    "…",
    "RUNTYPE_API_KEY=…\n",
    '{"key":"…","next":1}',
    'curl -H "Authorization: Bearer …"',
    "https://example.com/?key=…&x=1",
    "see ….",
  ])("finds every key in %s", (text) => {
    for (const key of keys) expect(found(text.replace("…", key))).toEqual([key, key]);
  });

  it("finds nothing that cannot be a key", () => {
    for (const key of keys) {
      for (const text of [`${key}0`, key.slice(0, -1), `x${key}`, key.replace("_", "-")]) {
        expect(found(text)).toEqual([null, null]);
        expect(parseCredential(text)).toBeUndefined();
      }
    }
  });

  it("is told true from false by the checksum", () => {
    for (const key of keys) expect(parseCredential(key)?.plaintext).toBe(key);
  });
});
