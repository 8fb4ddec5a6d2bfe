import { describe, expect, it } from "vitest";
import { excerptOf, type SearchEntry, searchEntries } from "@/lib/core/text-search";

const entry = (title: string, text: string): SearchEntry => ({
  title,
  page: "Guide",
  href: `/${title}`,
  text,
});

const ENTRIES = [
  entry("Send a key", "The header is Authorization."),
  entry("Rotation", "A key gets a new secret."),
  entry("Rate limits", "Each key has limits. Rotate it when it leaks."),
];

const found = (query: string) => searchEntries(ENTRIES, query).map(({ title }) => title);

describe("a search", () => {
  it("finds what holds every word, titles first", () => {
    expect(found("key")).toEqual(["Send a key", "Rotation", "Rate limits"]);
    expect(found("rotat")).toEqual(["Rotation", "Rate limits"]);
    expect(found("limits key")).toEqual(["Rate limits"]);
    expect(found("key nothing")).toEqual([]);
  });

  it("ignores case and Unicode form, and finds nothing for nothing", () => {
    expect(found("ROTATI\u006f\u0301N")).toEqual(["Rotation"]);
    expect(found("  ?! ")).toEqual([]);
  });

  it("shows the words around the first one that was found", () => {
    const text = `${"before ".repeat(40)}needle ${"after ".repeat(40)}`;
    expect(excerptOf(entry("x", text), "needle")).toMatch(/^… (before )+needle (after ?)+.* …$/);
    expect(excerptOf(entry("x", "short needle"), "needle")).toBe("short needle");
  });
});
