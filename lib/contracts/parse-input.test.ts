import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseInput } from "@/lib/contracts/parse-input";

const schema = z.strictObject({ search: z.string().optional(), metadata: z.unknown().optional() });

function answer(raw: unknown): unknown {
  try {
    return parseInput(schema, raw);
  } catch (error) {
    return Object(error).facts?.issues;
  }
}

describe("an input, whichever door it came through", () => {
  it.each([
    ["a NUL character", { search: "a\0b" }, "search"],
    ["half a surrogate pair", { search: "\ud83e" }, "search"],
    ["a NUL character in a name deep inside", { metadata: [{ "a\0": 1 }] }, "metadata.0.a\0"],
    [
      "a field that reaches for a prototype",
      JSON.parse('{"metadata":{"__proto__":{}}}'),
      "metadata.__proto__",
    ],
    ["a field nobody knows", { organizationId: "org_x" }, ""],
  ])("is refused with %s, and the field is named", (_what, raw, path) => {
    expect(answer(raw)).toEqual([{ path, message: expect.any(String) }]);
  });

  it("may hold text of any script, written whole", () => {
    expect(answer({ search: "שלום 🧪\n" })).toEqual({ search: "שלום 🧪\n" });
  });
});

describe("a value of several forms", () => {
  const named = z.strictObject({ name: z.string().min(1, "Enter a name.") });
  const forms = z.strictObject({
    limit: z.union([z.int().min(1, "At least 1."), z.literal("none"), named]),
  });
  const wrong = (limit: unknown) => {
    try {
      return parseInput(forms, { limit });
    } catch (error) {
      return Object(error).facts?.issues;
    }
  };

  it("is refused by the form that it has, or as a whole where it has none", () => {
    expect(wrong(0)).toEqual([{ path: "limit", message: "At least 1." }]);
    expect(wrong({ name: "" })).toEqual([{ path: "limit.name", message: "Enter a name." }]);
    expect(wrong([])).toEqual([{ path: "limit", message: "Invalid input" }]);
    expect(wrong("none")).toEqual({ limit: "none" });
  });
});
