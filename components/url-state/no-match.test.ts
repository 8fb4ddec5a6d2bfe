import { expect, test } from "vitest";
import { noMatchReason } from "./no-match";

test("an empty result names the search, the filters, or both: what is set", () => {
  expect(noMatchReason(["search"])).toBe("Nothing fits this search.");
  expect(noMatchReason(["status"])).toBe("Nothing fits this filter.");
  expect(noMatchReason(["environment", "status"])).toBe("Nothing fits these filters together.");
  expect(noMatchReason(["search", "status"])).toBe(
    "Nothing fits this search and this filter together.",
  );
  expect(noMatchReason(["search", "environment", "status"])).toBe(
    "Nothing fits this search and these filters together.",
  );
});
