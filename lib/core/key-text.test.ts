import { describe, expect, it } from "vitest";
import { addressHoldsKey, holdsKey, KEY_PREFIXES, keyIn, maskKeys } from "@/lib/core/key-text";

const keys = KEY_PREFIXES.map((prefix) => `${prefix}${"0aZ9".repeat(9)}xy`);

describe("a key in a text", () => {
  it.each(keys)("is found whole, in part and within other words: %s", (key) => {
    for (const text of [key, `Bearer ${key}`, `x${key}.`, key.slice(0, -6), `${key}tail`]) {
      expect(holdsKey(text), text).toBe(true);
    }
    expect(keyIn(` "${key}" `)).toBe(key);
    expect(keyIn(key.slice(0, -1))).toBeUndefined();
    expect(maskKeys(`a ${key} b`)).not.toContain(key.slice(0, 20));
  });

  it("is not seen in what people search for", () => {
    for (const text of ["rt_live_0aZ9", "papi_documentation", "", "key_01kadxq9r7fz2bnhs4m8tq5wvc"])
      expect(holdsKey(text), text).toBe(false);
  });

  it.each(keys)("is found in an address however it is encoded: %s", (key) => {
    const once = key.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`);
    for (const text of [key, once, once.toUpperCase(), encodeURIComponent(once)]) {
      expect(addressHoldsKey(`/v1/flows?search=${text}`)).toBe(true);
    }
    expect(addressHoldsKey("/v1/flows?search=%")).toBe(false);
  });
});
