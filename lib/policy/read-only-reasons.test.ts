import { expect, it } from "vitest";
import type { UserPrincipal } from "./principal";
import { readOnlyReasons } from "./read-only-reasons";
import { ROLES, type Role } from "./roles";

function reasonsOf(role: Role): string[] {
  const person: UserPrincipal = {
    kind: "user",
    organizationId: "org",
    userId: "user",
    sessionId: "session",
    role,
  };
  return [...readOnlyReasons(person).keys()];
}

it("says by role what a person cannot do", () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, reasonsOf(role)]))).toEqual({
    owner: [],
    admin: [],
    member: ["PLANS:WRITE", "API_KEYS:WRITE", "SECRETS:WRITE"],
    viewer: [
      "PRODUCTS:WRITE",
      "FLOWS:WRITE",
      "FLOWS:EXECUTE",
      "SURFACE_KEYS:WRITE",
      "CUSTOMERS:WRITE",
      "PLANS:WRITE",
      "API_KEYS:WRITE",
      "SECRETS:WRITE",
    ],
  });
});
