import { describe, expect, it } from "vitest";
import { type SealTerms, seal, unseal } from "@/lib/credentials/envelope";

const peppers = new Map([
  [1, "first pepper, thirty-two characters long"],
  [2, "second pepper, thirty-two characters long"],
]);
const terms: SealTerms = { purpose: "idempotent-answer", context: "key_1", callerSecret: "abc" };

describe("a sealed text", () => {
  it("opens under its own terms, also when it is empty or not ASCII", () => {
    for (const text of ["", "papi_abc", "Grüße 😀"]) {
      expect(unseal(seal(text, terms, peppers), terms, peppers)).toBe(text);
    }
  });

  it("is sealed under the newest pepper and never twice alike", () => {
    const first = seal("text", terms, peppers);
    expect(first.pepperVersion).toBe(2);
    expect(seal("text", terms, peppers).bytes).not.toEqual(first.bytes);
    expect(Buffer.from(first.bytes).includes("text")).toBe(false);
  });

  it("opens under no other purpose, context, caller's secret or pepper", () => {
    const sealed = seal("text", terms, peppers);
    const others: SealTerms[] = [
      { ...terms, purpose: "organization-secret" },
      { ...terms, context: "key_2" },
      { ...terms, callerSecret: "abd" },
      { purpose: terms.purpose, context: terms.context },
    ];
    for (const other of others) expect(() => unseal(sealed, other, peppers)).toThrow();
    const replaced = new Map([[2, "a different pepper, thirty-two characters"]]);
    expect(() => unseal(sealed, terms, replaced)).toThrow();
    expect(() => unseal(sealed, terms, new Map())).toThrow("Pepper version 2 is missing.");
  });

  it("opens no longer once a byte was changed or the end was cut", () => {
    const { pepperVersion, bytes } = seal("text", terms, peppers);
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => unseal({ pepperVersion, bytes: changed }, terms, peppers)).toThrow();
    }
    for (const length of [0, 12, 28, bytes.length - 1]) {
      const cut = bytes.slice(0, length);
      expect(() => unseal({ pepperVersion, bytes: cut }, terms, peppers)).toThrow();
    }
  });
});
