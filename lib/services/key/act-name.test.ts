import { describe, expect, it } from "vitest";
import { SURFACE_CALLS } from "@/lib/contracts/call/surface";
import { actName } from "./view-decisions";

describe("a request in words", () => {
  it.each([
    ["GET", "/v1/flows", "List flows"],
    ["HEAD", "/v1/flows/{id}", "Get a flow"],
    ["GET", "*", "Unknown address"],
    ["PURGE", "*", "Unknown address"],
  ])("says what was asked: %s %s", (method, route, words) => {
    expect(actName(method, route)).toBe(words);
  });

  it("has words for every way to call a surface", () => {
    for (const { method, path } of SURFACE_CALLS)
      expect(actName(method, path)).toMatch(/capability$/);
  });

  it("says nothing of a method that the route does not take", () => {
    expect(actName("DELETE", "/v1/me")).toBeNull();
  });
});
