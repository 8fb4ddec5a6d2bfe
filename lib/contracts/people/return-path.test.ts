import { describe, expect, it } from "vitest";
import { HOME_PATH, returnPath } from "./return-path";

describe("the page to return to", () => {
  it.each([
    "/settings/api",
    "/settings/api?search=deploy&page=2",
    "/settings/api/key_1#limits",
    "/a?next=https://evil.example",
  ])("is %s when it is a path of this site", (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    ["another site", "https://evil.example/"],
    ["another site without a scheme", "//evil.example/"],
    ["a backslash that browsers read as a slash", "/\\evil.example"],
    ["two backslashes", "\\\\evil.example"],
    ["a tab between the slashes", "/\t/evil.example"],
    ["a line break between the slashes", "/\n/evil.example"],
    ["a dot segment that uncovers two slashes", "/.//evil.example"],
    ["a parent segment that uncovers two slashes", "/a/..//evil.example"],
    ["a script", "javascript:alert(1)"],
    ["a path without a slash", "settings"],
    ["nothing", ""],
    ["10,000 characters", `/${"a".repeat(10_000)}`],
    ["several values", ["/settings/api", "/x"]],
    ["no value", undefined],
  ])("is home for %s", (_what, asked) => {
    expect(returnPath(asked)).toBe(HOME_PATH);
  });
});
