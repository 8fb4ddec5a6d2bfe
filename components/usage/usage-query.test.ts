import { describe, expect, it } from "vitest";
import { notUnderstood } from "@/components/url-state/address-params";
import { newId } from "@/lib/core/ids";
import { USAGE_PARAMS, usageQuery } from "./usage-query";
import { rangeProblem, usageHref } from "./usage-ranges";

function ask(address: string) {
  const params = new URL(address, "http://localhost").searchParams;
  return usageQuery((name) => params.get(name));
}

describe("the address of the page", () => {
  it("holds every filter, and gives back what was put in", () => {
    const query = {
      range: "24h" as const,
      environment: "test" as const,
      productId: newId("product"),
      surfaceId: newId("surface"),
      capabilityId: newId("capability"),
      keyId: newId("key"),
      outcome: "limited" as const,
    };
    expect(ask(usageHref(query))).toEqual(query);
  });

  it("holds a range of one's own in UTC", () => {
    const query = ask("/usage?from=2026-03-29T00:00:00%2B01:00&to=2026-03-30T00:00:00%2B02:00");
    expect(query).toMatchObject({
      from: "2026-03-28T23:00:00.000Z",
      to: "2026-03-29T22:00:00.000Z",
    });
    expect(query.range).toBeUndefined();
    expect(ask(usageHref(query))).toEqual(query);
  });

  it.each([
    "/usage",
    "/usage?range=30d",
    "/usage?range=1y",
    "/usage?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
    "/usage?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
    "/usage?from=yesterday&to=today",
    "/usage?key=key_1&product=flow_x&environment=live&outcome=fine",
  ])("asks for the last 30 days of everything where it says nothing right: %s", (address) => {
    expect(usageHref(ask(address))).toBe("/usage");
  });
});

describe("what the page does not understand of its address", () => {
  const read = (query: string) => notUnderstood(USAGE_PARAMS, new URLSearchParams(query));

  it.each([
    ["range=1y", ["range"]],
    ["from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", ["from", "to"]],
    ["from=2026-01-01T00:00:00Z", ["from"]],
    ["from=2026-01-01T00:00:00&to=2026-01-02T00:00:00", ["from", "to"]],
    ["from=1900-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", ["from", "to"]],
    ["from=2026-02-31T00:00:00Z&to=2026-03-20T00:00:00Z", ["from", "to"]],
    ["key=key_1&environment=live&outcome=fine", ["key", "environment", "outcome"]],
  ])("is named: %s", (query, names) => {
    expect(read(query)).toEqual(names);
  });

  it("is nothing where all of it is understood", () => {
    expect(read("range=24h&environment=test&outcome=limited")).toEqual([]);
    expect(read("from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).toEqual([]);
  });
});

describe("a range that is typed", () => {
  const at = (text: string) => new Date(text);

  it.each([
    [at("2026-01-02T00:00Z"), at("2026-01-01T00:00Z"), "before the end"],
    [at("2026-01-01T00:00Z"), at("2026-01-01T00:00Z"), "before the end"],
    [at("1926-01-01T00:00Z"), at("2026-01-01T00:00Z"), "2 years"],
  ])("is refused in words: %s to %s", (from, to, words) => {
    expect(rangeProblem(from, to)).toContain(words);
  });

  it("may be two whole years", () => {
    expect(rangeProblem(at("2024-01-01T00:00Z"), at("2026-01-01T00:00Z"))).toBeNull();
  });
});
