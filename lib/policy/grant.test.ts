import { describe, expect, it } from "vitest";
import { grantRefusal } from "@/lib/policy/grant";
import { DELEGABLE_PERMISSIONS } from "@/lib/policy/permissions";
import type { UserPrincipal } from "@/lib/policy/principal";
import type { Role } from "@/lib/policy/roles";
import { expandScope } from "@/lib/policy/scopes";
import { DEFAULT_PERMISSIONS, PERMISSION_TEMPLATES } from "@/lib/policy/templates";

function person(role: Role): UserPrincipal {
  return { kind: "user", organizationId: "org", userId: "user", sessionId: "session", role };
}

describe("a scope", () => {
  it("stands for the permissions it covers", () => {
    expect(expandScope("*")).toEqual(DELEGABLE_PERMISSIONS);
    expect(expandScope("RECORDS:*")).toEqual(["RECORDS:READ", "RECORDS:WRITE"]);
    expect(expandScope("ANALYTICS:READ")).toEqual(["ANALYTICS:READ"]);
  });

  it("is unknown when no key can hold anything of it", () => {
    for (const scope of ["", "FLOWS", "flows:read", "*:READ", "API_KEYS:READ", "API_KEYS:*"]) {
      expect(expandScope(scope), scope).toBeUndefined();
    }
  });
});

describe("a grant", () => {
  it("is refused for a scope that no key can hold", () => {
    expect(grantRefusal(person("owner"), "API_KEYS:WRITE", "production")).toEqual({
      reason: "unknown",
      scope: "API_KEYS:WRITE",
    });
  });

  it("is refused beyond what the granter holds, wildcards included", () => {
    const refusal = { reason: "not_held", permission: "FLOWS:WRITE" };
    expect(grantRefusal(person("viewer"), "FLOWS:WRITE", "production")).toMatchObject(refusal);
    expect(grantRefusal(person("viewer"), "FLOWS:*", "production")).toMatchObject(refusal);
    expect(grantRefusal(person("viewer"), "*", "production")).toMatchObject(refusal);
  });

  it("never puts full access on a test key", () => {
    expect(grantRefusal(person("owner"), "*", "test")).toEqual({
      reason: "environment",
      scope: "*",
    });
    expect(grantRefusal(person("owner"), "*", "production")).toBeUndefined();
  });

  it("of every template and of the defaults is possible for an owner in production", () => {
    const scopes = [...DEFAULT_PERMISSIONS, ...PERMISSION_TEMPLATES.flatMap((t) => t.permissions)];
    for (const scope of scopes) {
      expect(grantRefusal(person("owner"), scope, "production"), scope).toBeUndefined();
    }
  });
});
