import { describe, expect, it } from "vitest";
import { ID_PREFIXES, idPattern, newId } from "@/lib/core/ids";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The UUID in an id, as 32 hexadecimal digits. */
function uuidOf(id: string): string {
  const suffix = id.slice(id.lastIndexOf("_") + 1);
  const number = [...suffix].reduce((sum, each) => sum * 32n + BigInt(ALPHABET.indexOf(each)), 0n);
  return number.toString(16).padStart(32, "0");
}

describe("an id", () => {
  it("says what it names and matches the pattern of its kind alone", () => {
    expect(newId("key")).toMatch(/^key_/);
    expect(newId("key")).toMatch(idPattern("key"));
    expect(newId("flow")).not.toMatch(idPattern("key"));
    expect(ID_PREFIXES.request).toBe("req");
  });

  it("is a UUID of version 7 that carries the time of its creation", () => {
    const before = Date.now();
    const uuids = Array.from({ length: 1_000 }, () => uuidOf(newId("record")));
    const after = Date.now();
    for (const uuid of uuids) {
      expect(uuid).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
      const time = Number.parseInt(uuid.slice(0, 12), 16);
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(after);
    }
  });

  it("is never made twice", () => {
    const ids = Array.from({ length: 20_000 }, () => newId("request"));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
