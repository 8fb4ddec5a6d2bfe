import { describe, expect, it } from "vitest";
import { can, decide } from "@/lib/policy/decide";
import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from "@/lib/policy/permissions";
import type { PlatformKeyPrincipal, UserPrincipal } from "@/lib/policy/principal";
import { ROLES, type Role } from "@/lib/policy/roles";

function person(role: Role): UserPrincipal {
  return { kind: "user", organizationId: "org", userId: "user", sessionId: "session", role };
}

function key(permissions: string[], environment: "test" | "production" = "production") {
  const principal: PlatformKeyPrincipal = {
    kind: "platformKey",
    organizationId: "org",
    keyId: "key",
    secretId: "sec",
    environment,
    permissions,
    name: "CI",
    expiresAt: null,
    windows: [],
  };
  return principal;
}

describe("a person", () => {
  it("holds exactly what their role is listed for", () => {
    for (const role of ROLES) {
      for (const permission of ALL_PERMISSIONS) {
        const roles: readonly Role[] = PERMISSIONS[permission].roles;
        expect(can(person(role), permission), `${role} ${permission}`).toBe(roles.includes(role));
      }
    }
  });

  it("changes platform keys only as owner or admin", () => {
    const allowed = ROLES.filter((role) => can(person(role), "API_KEYS:WRITE"));
    expect(allowed).toEqual(["owner", "admin"]);
  });

  it("meets the need for a person", () => {
    expect(decide(person("viewer"), "person")).toEqual({ allowed: true });
  });
});

describe("a platform key", () => {
  it("holds what was granted and nothing beside it", () => {
    const held = ALL_PERMISSIONS.filter((permission) => can(key(["FLOWS:READ"]), permission));
    expect(held).toEqual(["FLOWS:READ"]);
  });

  it("holds a whole resource through its wildcard", () => {
    const held = ALL_PERMISSIONS.filter((permission) => can(key(["FLOWS:*"]), permission));
    expect(held).toEqual(["FLOWS:READ", "FLOWS:WRITE", "FLOWS:EXECUTE"]);
  });

  it("never manages platform keys, with full access or with the scope itself", () => {
    const scopes = ["*", "API_KEYS:*", "API_KEYS:READ", "API_KEYS:WRITE"];
    for (const permission of ["API_KEYS:READ", "API_KEYS:WRITE"] satisfies Permission[]) {
      expect(can(key(scopes), permission)).toBe(false);
    }
  });

  it("is not a person, and is a recognised caller", () => {
    expect(decide(key(["*"]), "person")).toEqual({ allowed: false, missing: "person" });
    expect(decide(key([]), "principal")).toEqual({ allowed: true });
  });

  it("is told which permission is missing", () => {
    expect(decide(key([]), { permission: "FLOWS:WRITE" })).toEqual({
      allowed: false,
      missing: "FLOWS:WRITE",
    });
  });
});
