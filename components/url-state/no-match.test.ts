import { expect, test } from "vitest";
import { noMatchReason } from "./no-match";

test("an empty result names the search, the filters, or both: what is set", () => {
  expect(noMatchReason(["search"])).toBe("No results for this search.");
  expect(noMatchReason(["status"])).toBe("No results for this filter.");
  expect(noMatchReason(["environment", "status"])).toBe(
    "No results for this combination of filters.",
  );
  expect(noMatchReason(["search", "status"])).toBe("No results for this search with this filter.");
  expect(noMatchReason(["search", "environment", "status"])).toBe(
    "No results for this search with these filters.",
  );
});
