import { describe, expect, it } from "vitest";
import { deepMerge } from "@/lib/core/fields";

describe("a deep merge", () => {
  it("changes what is given, at any depth, and keeps the rest", () => {
    const base = { a: { b: 1, c: [1, 2] }, d: "x" };
    expect(deepMerge<Record<string, unknown>>(base, { a: { b: 2 }, e: true })).toEqual({
      a: { b: 2, c: [1, 2] },
      d: "x",
      e: true,
    });
    expect(base).toEqual({ a: { b: 1, c: [1, 2] }, d: "x" });
  });

  it("replaces lists, and takes away what is null", () => {
    const base: Record<string, unknown> = { list: [1, 2], gone: 1, deep: { gone: 1, kept: 2 } };
    expect(deepMerge(base, { list: [3], gone: null, deep: { gone: null } })).toEqual({
      list: [3],
      deep: { kept: 2 },
    });
  });

  it("changes nothing where all is as it was, nulls included", () => {
    const base: Record<string, unknown> = { set: null, deep: { set: null }, list: [null] };
    expect(deepMerge(base, structuredClone(base))).toEqual(base);
  });

  it("never reaches a prototype", () => {
    const hostile: Record<string, unknown> = JSON.parse('{"__proto__": {"polluted": true}}');
    const merged = deepMerge({}, hostile);
    expect(Object.hasOwn(merged, "__proto__")).toBe(true);
    expect("polluted" in {}).toBe(false);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });
});
