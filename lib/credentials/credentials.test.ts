import { describe, expect, it } from "vitest";
import { KEY_PREFIXES } from "@/lib/core/key-text";
import { familyOf, platformPrefix, SURFACE_PREFIX } from "@/lib/credentials/families";
import {
  hashSecret,
  lookupHashes,
  mintingPepper,
  peppersByAge,
} from "@/lib/credentials/hash-secret";
import { issueSecret } from "@/lib/credentials/issue";
import { checksum, parseCredential, RANDOM_LENGTH } from "@/lib/credentials/parse";

const peppers = new Map([
  [1, "a".repeat(32)],
  [2, "b".repeat(32)],
]);

function replaceAt(text: string, index: number): string {
  const other = text[index] === "0" ? "1" : "0";
  return text.slice(0, index) + other + text.slice(index + 1);
}

describe("an issued secret", () => {
  it("is prefix, 32 random characters and the checksum of both", () => {
    const { plaintext } = issueSecret("rt_live_", peppers);
    expect(plaintext).toMatch(/^rt_live_[0-9A-Za-z]{38}$/);
    expect(checksum(plaintext.slice(0, -6))).toBe(plaintext.slice(-6));
    expect(RANDOM_LENGTH * Math.log2(62)).toBeGreaterThan(178);
  });

  it("shows its first 12 and last 4 characters and is hashed under the newest pepper", () => {
    const secret = issueSecret("rt_test_", peppers);
    expect(secret.prefix).toBe(secret.plaintext.slice(0, 12));
    expect(secret.lastFour).toBe(secret.plaintext.slice(-4));
    expect(secret.pepperVersion).toBe(2);
    expect(secret.hash).toEqual(hashSecret(secret.plaintext, "b".repeat(32)));
  });

  it("is never issued twice and uses the whole alphabet", () => {
    const secrets = Array.from({ length: 500 }, () => issueSecret("rt_live_", peppers).plaintext);
    expect(new Set(secrets).size).toBe(500);
    expect(new Set(secrets.map((each) => each.slice(8, 40)).join("")).size).toBe(62);
  });

  it("is read back with its family, under every prefix", () => {
    for (const prefix of KEY_PREFIXES) {
      const { plaintext } = issueSecret(prefix, peppers);
      const environment = prefix.includes("live") ? "production" : "test";
      const family =
        prefix === SURFACE_PREFIX ? { kind: "surface" } : { kind: "platform", environment };
      expect(parseCredential(plaintext)).toEqual({ plaintext, family });
    }
  });
});

describe("a credential", () => {
  it("is junk when any character is changed", () => {
    const { plaintext } = issueSecret("rt_live_", peppers);
    for (let index = 8; index < plaintext.length; index += 1) {
      expect(parseCredential(replaceAt(plaintext, index)), `at ${index}`).toBeUndefined();
    }
  });

  it("is junk when it is of no family, too short, too long or has foreign characters", () => {
    const { plaintext } = issueSecret("rt_live_", peppers);
    const junk = [
      "",
      "rt_live_",
      "rk_live_abc",
      `papi_${plaintext.slice(8)}`,
      plaintext.slice(0, -1),
      `${plaintext}0`,
      ` ${plaintext}`,
      `${plaintext.slice(0, 20)}_${plaintext.slice(21)}`,
      plaintext.toUpperCase(),
    ];
    for (const text of junk) expect(parseCredential(text), text).toBeUndefined();
  });

  it("of another environment has another checksum", () => {
    const { plaintext } = issueSecret("rt_live_", peppers);
    expect(parseCredential(plaintext.replace("live", "test"))).toBeUndefined();
  });
});

describe("a family", () => {
  it("is known by its prefix, and tv_ is an alias of rt_", () => {
    expect(familyOf("tv_live_x")?.family).toEqual(familyOf("rt_live_x")?.family);
    expect(familyOf("tv_test_x")?.family).toEqual(familyOf("rt_test_x")?.family);
    expect(familyOf("sk_live_x")).toBeUndefined();
  });

  it("is minted under the prefix of the house", () => {
    expect(platformPrefix("rt", "production")).toBe("rt_live_");
    expect(platformPrefix("tv", "test")).toBe("tv_test_");
  });
});

describe("a pepper", () => {
  it("that is newest mints, and all are tried newest first", () => {
    expect(mintingPepper(peppers)).toEqual({ version: 2, secret: "b".repeat(32) });
    expect(peppersByAge(peppers).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("must be there", () => {
    expect(() => mintingPepper(new Map())).toThrow("No pepper is configured.");
  });

  it.each([32, 64, 65, 200])(
    "of %s characters is looked up by the hash it is stored under",
    (n) => {
      const some = new Map([
        [1, "é".repeat(n / 2)],
        [2, "b".repeat(n)],
      ]);
      const { plaintext } = issueSecret("rt_live_", some);
      const parsed = parseCredential(plaintext);
      if (!parsed) throw new Error("an issued secret is no junk");
      const stored = peppersByAge(some).map(({ secret }) => hashSecret(plaintext, secret));
      const hex = stored.map((each) => Buffer.from(each).toString("hex"));
      expect(lookupHashes(parsed, some)).toEqual(hex);
      expect(lookupHashes(parsed, some)).toEqual(hex);
    },
  );

  it("makes another hash of the same secret", () => {
    const [one, two] = peppersByAge(peppers).map(({ secret }) => hashSecret("rt_live_x", secret));
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(two);
  });
});

describe("a checksum", () => {
  it("is CRC-32 in six base62 characters, most significant first", () => {
    expect(checksum("")).toBe("000000");
    // The check value of CRC-32: 0xCBF43926.
    expect(checksum("123456789")).toBe("3jZRME");
  });
});
