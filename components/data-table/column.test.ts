import { expect, test } from "vitest";
import { formatSort, nextSort, parseSort } from "./column";

test("an order survives the way into the address and back", () => {
  for (const value of ["name", "-lastUsed"]) expect(formatSort(parseSort(value))).toBe(value);
});

test("a header starts with its first direction and then turns around", () => {
  expect(nextSort("name", "lastUsed", "descending")).toBe("-lastUsed");
  expect(nextSort("-lastUsed", "lastUsed", "descending")).toBe("lastUsed");
  expect(nextSort("-lastUsed", "name")).toBe("name");
  expect(nextSort("name", "name")).toBe("-name");
});
