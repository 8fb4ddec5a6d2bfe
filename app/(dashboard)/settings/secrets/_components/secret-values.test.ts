import { describe, expect, it } from "vitest";
import { editedSecretSchema, NEW_SECRET, newSecretSchema } from "./secret-values";

const fields = { key: "CRM_TOKEN", hosts: "api.example.com" };

describe.each([
  ["a new secret", newSecretSchema],
  ["one that is edited", editedSecretSchema],
])("the value of %s", (_what, schema) => {
  it.each([
    ["token-0123456789\n", "White space at the beginning or end is not allowed."],
    ["1234567", "Use at least 8 characters."],
  ])("that cannot be kept is refused beside its field, with the reason: %j", (value, message) => {
    const { error } = schema.safeParse({ ...NEW_SECRET, ...fields, value });
    expect(error?.issues).toEqual([expect.objectContaining({ path: ["value"], message })]);
  });
});
