import { describe, expect, it } from "vitest";
import { BoundedCache } from "@/lib/core/bounded-cache";

describe("a bounded cache", () => {
  it("forgets what was used longest ago when it is full", () => {
    const cache = new BoundedCache<number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    expect(cache.get("a")).toBe(1);
    cache.set("c", 3);
    expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
  });

  it("holds one value per key", () => {
    const cache = new BoundedCache<number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    cache.set("a", 3);
    expect([cache.get("a"), cache.get("b")]).toEqual([3, 2]);
  });

  it("holds no more than its size, however few values that is", () => {
    const cache = new BoundedCache<number>(100, 10);
    cache.set("a", 1, 4);
    cache.set("b", 2, 4);
    cache.set("a", 3, 5);
    expect([cache.get("b"), cache.get("a")]).toEqual([2, 3]);
    cache.set("c", 4, 5);
    expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([3, undefined, 4]);
    cache.set("huge", 5, 11);
    expect([cache.get("huge"), cache.get("a"), cache.get("c")]).toEqual([undefined, 3, 4]);
    cache.set("c", 5, 11);
    expect([cache.get("c"), cache.get("a")]).toEqual([undefined, 3]);
    cache.set("d", 6, 10);
    expect([cache.get("a"), cache.get("c"), cache.get("d")]).toEqual([undefined, undefined, 6]);
  });
});
