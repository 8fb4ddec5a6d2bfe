import { describe, expect, test } from "vitest";
import { programName } from "./caller-list";

describe("the name of a program", () => {
  test.each([
    ["curl/8.5.0", "curl/8.5.0"],
    ["python-requests/2.32.3 CPython/3.12", "python-requests/2.32.3"],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
      "Chrome 141",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox 144"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
      "Safari 18",
    ],
    ["Mozilla/5.0 (compatible; SomeBot)", "Mozilla/5.0"],
    [null, "Unknown program"],
  ])("%s is shown as %s", (userAgent, name) => {
    expect(programName(userAgent)).toBe(name);
  });
});
