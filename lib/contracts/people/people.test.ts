import { describe, expect, it } from "vitest";
import { createAccountContract, emailField, newPasswordField } from "./contracts";

const account = {
  name: "Ada",
  organization: "Works",
  email: "ada.lovelace@example.com",
  password: "kettle orbit thistle",
};

function problems(change: Record<string, unknown>): string[] {
  const parsed = createAccountContract.input.safeParse({ ...account, ...change });
  return parsed.error?.issues.map(({ path }) => path.join(".")) ?? [];
}

describe("a new password", () => {
  it.each([
    ["8 characters", "xk7 pqzv"],
    ["128 characters", "abcd efgh ".repeat(13).slice(0, 128)],
    ["128 characters outside the basic plane", "🔑🗝".repeat(64).replace("🔑", "a")],
    ["spaces at its ends, which stay", "  orbit x  "],
  ])("may have %s", (_what, password) => {
    expect(newPasswordField.parse(password)).toBe(password);
  });

  it.each([
    ["7 characters", "xk7 pqz"],
    ["4 characters of two units each", "🔑🗝🔒🔓"],
    ["129 characters", "abcd efgh ".repeat(13).slice(0, 129)],
    ["nothing", ""],
  ])("may not have %s", (_what, password) => {
    expect(newPasswordField.safeParse(password).success).toBe(false);
  });

  it.each([
    "password",
    "PASSWORD",
    "Password123!",
    "P@ssw0rd",
    "p4ssw0rd2024",
    "qwertyuiop",
    "12345678",
    "1q2w3e4r",
    "aaaaaaaa",
    "abababab",
    "Summer2026!",
    "welcome1",
    "iloveyou!!",
    "Runtype-2026",
    "letmein123",
    "trustno1",
    "correcthorsebatterystaple",
  ])("may not be %s, which is tried first", (password) => {
    expect(newPasswordField.safeParse(password).success).toBe(false);
  });

  it("may not be the email address or the name before its @", () => {
    expect(problems({ password: account.email.toUpperCase() })).toEqual(["password"]);
    expect(problems({ password: "ada.lovelace" })).toEqual(["password"]);
  });
});

describe("an account", () => {
  it("has an email address in lower case, whatever was typed", () => {
    expect(emailField.parse("  Ada.Lovelace@Example.COM ")).toBe(account.email);
  });

  it.each(["", "ada", "ada@", "@example.com", "ada@example", "a b@example.com", "ä@example.com"])(
    "is not made for the email address %j",
    (email) => {
      expect(problems({ email })).toEqual(["email"]);
    },
  );

  it("is not made with a role, an id or anything else that was not asked for", () => {
    for (const field of ["role", "organizationId", "passwordHash", "isActive"]) {
      expect(createAccountContract.input.safeParse({ ...account, [field]: "x" }).success).toBe(
        false,
      );
    }
  });

  it("has names of one line", () => {
    expect(problems({ name: "", organization: "a\r\nb" })).toEqual(["name", "organization"]);
    expect(problems({ name: "x".repeat(101), organization: " " })).toEqual([
      "name",
      "organization",
    ]);
  });
});
