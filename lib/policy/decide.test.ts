import { describe, expect, it } from "vitest";
import { can, decide, isOnSurface, mayInvoke } from "@/lib/policy/decide";
import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from "@/lib/policy/permissions";
import type {
  PlatformKeyPrincipal,
  SurfaceKeyPrincipal,
  UserPrincipal,
} from "@/lib/policy/principal";
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
    allowedIps: [],
    expiresAt: null,
    customerId: null,
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

  it("sees costs with the rights to read customers and analytics, not with one of them", () => {
    const [customers, analytics] = ["CUSTOMERS:READ", "ANALYTICS:READ"];
    for (const [permissions, isSeen] of [
      [[customers], false],
      [[analytics], false],
      [[customers, analytics], true],
      [["CUSTOMERS:*", "ANALYTICS:*"], true],
      [["COSTS:READ", "COSTS:*"], false],
    ] as const) {
      expect(can(key([...permissions]), "COSTS:READ"), permissions.join()).toBe(isSeen);
    }
  });

  it("holds a whole resource through its wildcard", () => {
    const held = ALL_PERMISSIONS.filter((permission) => can(key(["FLOWS:*"]), permission));
    expect(held).toEqual(["FLOWS:READ", "FLOWS:WRITE", "FLOWS:EXECUTE"]);
  });

  it("never manages platform keys, with full access or with the scope itself", () => {
    const scopes = ["*", "API_KEYS:*", "API_KEYS:READ", "API_KEYS:WRITE"];
    for (const permission of ["API_KEYS:READ", "API_KEYS:WRITE"] satisfies Permission[]) {
      expect(decide(key(scopes), { permission })).toEqual({ allowed: false, missing: "person" });
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

function surfaceKey(capabilities: "all" | string[]): SurfaceKeyPrincipal {
  return {
    kind: "surfaceKey",
    organizationId: "org",
    keyId: "key",
    secretId: "sec",
    environment: "production",
    name: "",
    allowedIps: [],
    expiresAt: null,
    customerId: null,
    windows: [],
    productId: "prod",
    surfaceId: "surf",
    capabilities,
  };
}

describe("a surface key", () => {
  const target = { productId: "prod", surfaceId: "surf", capabilityId: "cap_a" };

  it("holds no permission of the platform", () => {
    expect(ALL_PERMISSIONS.filter((permission) => can(surfaceKey("all"), permission))).toEqual([]);
  });

  it("is a recognised caller and no person", () => {
    expect(decide(surfaceKey("all"), "principal")).toEqual({ allowed: true });
    expect(decide(surfaceKey("all"), "person")).toEqual({ allowed: false, missing: "person" });
  });

  it("calls every capability of its surface when it is not scoped", () => {
    expect(mayInvoke(surfaceKey("all"), target)).toBe(true);
  });

  it("calls the capabilities it is scoped to, and nothing when it is scoped to none", () => {
    expect(mayInvoke(surfaceKey(["cap_a"]), target)).toBe(true);
    expect(mayInvoke(surfaceKey(["cap_b"]), target)).toBe(false);
    expect(mayInvoke(surfaceKey([]), target)).toBe(false);
  });

  it("stands on its own surface of its own product alone", () => {
    expect(isOnSurface(surfaceKey("all"), target)).toBe(true);
    expect(isOnSurface(surfaceKey("all"), { ...target, surfaceId: "surf_2" })).toBe(false);
    expect(isOnSurface(surfaceKey("all"), { ...target, productId: "prod_2" })).toBe(false);
    expect(mayInvoke(surfaceKey("all"), { ...target, surfaceId: "surf_2" })).toBe(false);
  });

  it("is the only caller of capabilities: no person and no platform key is one", () => {
    expect(mayInvoke(person("owner"), target)).toBe(false);
    expect(mayInvoke(key(["*"]), target)).toBe(false);
  });
});
