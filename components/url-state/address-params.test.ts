import { describe, expect, it } from "vitest";
import { isSearch, notUnderstood, oneOf } from "./address-params";

const KNOWN = { search: isSearch, environment: oneOf(["test", "production"]) };
const read = (query: string) => notUnderstood(KNOWN, new URLSearchParams(query));

describe("what an address says", () => {
  it.each([
    "",
    "search=a",
    "environment=test&search=%20a",
    "dialog=create&cursor=x&page=2&trail=y",
  ])("is understood: '%s'", (query) => {
    expect(read(query)).toEqual([]);
  });

  it.each([
    ["environment=live", "environment"],
    ["environment=TEST", "environment"],
    ["environment=", "environment"],
    ["environment=test&environment=production", "environment"],
    ["search=", "search"],
    [`search=${"x".repeat(256)}`, "search"],
    ["status=active", "status"],
    ["toString=x", "toString"],
    ["__proto__=x", "__proto__"],
    ["cursor=x&page=2x", "page"],
  ])("is named where it is not: %s", (query, name) => {
    expect(read(query)).toEqual([name]);
  });
});
