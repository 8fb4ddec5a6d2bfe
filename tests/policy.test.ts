import { describe, expect, it } from "vitest";
import { can } from "@/lib/policy/decide";
import { grantRefusal } from "@/lib/policy/grant";
import { ALL_PERMISSIONS, DELEGABLE_RESOURCES } from "@/lib/policy/permissions";
import type { PlatformKeyPrincipal, Principal, UserPrincipal } from "@/lib/policy/principal";
import { ENVIRONMENTS, type Environment, ROLES, type Role } from "@/lib/policy/roles";
import { expandScope } from "@/lib/policy/scopes";

function person(role: Role): UserPrincipal {
  return { kind: "user", organizationId: "org", userId: "user", sessionId: "session", role };
}

function key(environment: Environment, permissions: string[]): PlatformKeyPrincipal {
  const ids = { organizationId: "org", keyId: "key", secretId: "sec", name: "Key" };
  return {
    kind: "platformKey",
    ...ids,
    environment,
    permissions,
    allowedIps: [],
    expiresAt: null,
    customerId: null,
    windows: [],
  };
}

const WILDCARDS = ["*", ...DELEGABLE_RESOURCES.map(({ resource }) => `${resource}:*`)];
const SCOPES = [...WILDCARDS, ...ALL_PERMISSIONS];

/** A row of marks: who of some can do what the row is about. */
function marks<T>(columns: readonly T[], holds: (column: T) => boolean): string {
  return columns.map((column) => (holds(column) ? "x" : ".")).join(" ");
}

function table<T extends string>(rows: readonly T[], cells: (row: T) => string): string {
  const width = Math.max(...rows.map((row) => row.length));
  return `\n${rows.map((row) => `${row.padEnd(width)} ${cells(row)}`).join("\n")}\n`;
}

describe("the policy", () => {
  it("gives each role these permissions: owner, admin, member, viewer", () => {
    const matrix = table(ALL_PERMISSIONS, (permission) =>
      marks(ROLES, (role) => can(person(role), permission)),
    );
    expect(matrix).toMatchInlineSnapshot(`
      "
      FLOWS:READ         x x x x
      FLOWS:WRITE        x x x .
      FLOWS:EXECUTE      x x x .
      RECORDS:READ       x x x x
      RECORDS:WRITE      x x x .
      PROMPTS:READ       x x x x
      PROMPTS:WRITE      x x x .
      ANALYTICS:READ     x x x x
      PRODUCTS:READ      x x x x
      PRODUCTS:WRITE     x x x .
      SURFACE_KEYS:READ  x x x x
      SURFACE_KEYS:WRITE x x x .
      CUSTOMERS:READ     x x x x
      CUSTOMERS:WRITE    x x x .
      COSTS:READ         x x . .
      PLANS:WRITE        x x . .
      SECRETS:READ       x x x x
      SECRETS:WRITE      x x . .
      API_KEYS:READ      x x x x
      API_KEYS:WRITE     x x . .
      "
    `);
  });

  it("opens each permission to keys with these scopes: the wildcards, then each by its name", () => {
    const matrix = table(ALL_PERMISSIONS, (permission) =>
      ENVIRONMENTS.map((environment) =>
        marks(SCOPES, (scope) => can(key(environment, [scope]), permission)),
      ).join(" | "),
    );
    expect(`${SCOPES.join(" ")}${matrix}`).toMatchInlineSnapshot(`
      "* FLOWS:* RECORDS:* PROMPTS:* ANALYTICS:* PRODUCTS:* SURFACE_KEYS:* CUSTOMERS:* FLOWS:READ FLOWS:WRITE FLOWS:EXECUTE RECORDS:READ RECORDS:WRITE PROMPTS:READ PROMPTS:WRITE ANALYTICS:READ PRODUCTS:READ PRODUCTS:WRITE SURFACE_KEYS:READ SURFACE_KEYS:WRITE CUSTOMERS:READ CUSTOMERS:WRITE COSTS:READ PLANS:WRITE SECRETS:READ SECRETS:WRITE API_KEYS:READ API_KEYS:WRITE
      FLOWS:READ         x x . . . . . . x . . . . . . . . . . . . . . . . . . . | x x . . . . . . x . . . . . . . . . . . . . . . . . . .
      FLOWS:WRITE        x x . . . . . . . x . . . . . . . . . . . . . . . . . . | x x . . . . . . . x . . . . . . . . . . . . . . . . . .
      FLOWS:EXECUTE      x x . . . . . . . . x . . . . . . . . . . . . . . . . . | x x . . . . . . . . x . . . . . . . . . . . . . . . . .
      RECORDS:READ       x . x . . . . . . . . x . . . . . . . . . . . . . . . . | x . x . . . . . . . . x . . . . . . . . . . . . . . . .
      RECORDS:WRITE      x . x . . . . . . . . . x . . . . . . . . . . . . . . . | x . x . . . . . . . . . x . . . . . . . . . . . . . . .
      PROMPTS:READ       x . . x . . . . . . . . . x . . . . . . . . . . . . . . | x . . x . . . . . . . . . x . . . . . . . . . . . . . .
      PROMPTS:WRITE      x . . x . . . . . . . . . . x . . . . . . . . . . . . . | x . . x . . . . . . . . . . x . . . . . . . . . . . . .
      ANALYTICS:READ     x . . . x . . . . . . . . . . x . . . . . . . . . . . . | x . . . x . . . . . . . . . . x . . . . . . . . . . . .
      PRODUCTS:READ      x . . . . x . . . . . . . . . . x . . . . . . . . . . . | x . . . . x . . . . . . . . . . x . . . . . . . . . . .
      PRODUCTS:WRITE     . . . . . . . . . . . . . . . . . . . . . . . . . . . . | x . . . . x . . . . . . . . . . . x . . . . . . . . . .
      SURFACE_KEYS:READ  x . . . . . x . . . . . . . . . . . x . . . . . . . . . | x . . . . . x . . . . . . . . . . . x . . . . . . . . .
      SURFACE_KEYS:WRITE . . . . . . . . . . . . . . . . . . . . . . . . . . . . | x . . . . . x . . . . . . . . . . . . x . . . . . . . .
      CUSTOMERS:READ     x . . . . . . x . . . . . . . . . . . . x . . . . . . . | x . . . . . . x . . . . . . . . . . . . x . . . . . . .
      CUSTOMERS:WRITE    . . . . . . . . . . . . . . . . . . . . . . . . . . . . | x . . . . . . x . . . . . . . . . . . . . x . . . . . .
      COSTS:READ         x . . . . . . . . . . . . . . . . . . . . . . . . . . . | x . . . . . . . . . . . . . . . . . . . . . . . . . . .
      PLANS:WRITE        . . . . . . . . . . . . . . . . . . . . . . . . . . . . | . . . . . . . . . . . . . . . . . . . . . . . . . . . .
      SECRETS:READ       . . . . . . . . . . . . . . . . . . . . . . . . . . . . | . . . . . . . . . . . . . . . . . . . . . . . . . . . .
      SECRETS:WRITE      . . . . . . . . . . . . . . . . . . . . . . . . . . . . | . . . . . . . . . . . . . . . . . . . . . . . . . . . .
      API_KEYS:READ      . . . . . . . . . . . . . . . . . . . . . . . . . . . . | . . . . . . . . . . . . . . . . . . . . . . . . . . . .
      API_KEYS:WRITE     . . . . . . . . . . . . . . . . . . . . . . . . . . . . | . . . . . . . . . . . . . . . . . . . . . . . . . . . .
      "
    `);
  });

  it("lets each role grant these scopes to a test key and to a production key", () => {
    const grants = (environment: Environment) => (scope: string) =>
      marks(ROLES, (role) => grantRefusal(person(role), scope, environment) === undefined);
    const matrix = table(SCOPES, (scope) =>
      ENVIRONMENTS.map((environment) => grants(environment)(scope)).join(" | "),
    );
    expect(matrix).toMatchInlineSnapshot(`
      "
      *                  . . . . | x x x .
      FLOWS:*            x x x . | x x x .
      RECORDS:*          x x x . | x x x .
      PROMPTS:*          x x x . | x x x .
      ANALYTICS:*        x x x x | x x x x
      PRODUCTS:*         . . . . | x x x .
      SURFACE_KEYS:*     . . . . | x x x .
      CUSTOMERS:*        . . . . | x x x .
      FLOWS:READ         x x x x | x x x x
      FLOWS:WRITE        x x x . | x x x .
      FLOWS:EXECUTE      x x x . | x x x .
      RECORDS:READ       x x x x | x x x x
      RECORDS:WRITE      x x x . | x x x .
      PROMPTS:READ       x x x x | x x x x
      PROMPTS:WRITE      x x x . | x x x .
      ANALYTICS:READ     x x x x | x x x x
      PRODUCTS:READ      x x x x | x x x x
      PRODUCTS:WRITE     . . . . | x x x .
      SURFACE_KEYS:READ  x x x x | x x x x
      SURFACE_KEYS:WRITE . . . . | x x x .
      CUSTOMERS:READ     x x x x | x x x x
      CUSTOMERS:WRITE    . . . . | x x x .
      COSTS:READ         . . . . | . . . .
      PLANS:WRITE        . . . . | . . . .
      SECRETS:READ       . . . . | . . . .
      SECRETS:WRITE      . . . . | . . . .
      API_KEYS:READ      . . . . | . . . .
      API_KEYS:WRITE     . . . . | . . . .
      "
    `);
  });
});

describe("in the policy", () => {
  const everyone: [string, Principal][] = [
    ...ROLES.map((role): [string, Principal] => [role, person(role)]),
    ...ENVIRONMENTS.flatMap((environment) =>
      SCOPES.map((scope): [string, Principal] => [
        `${environment} key with ${scope}`,
        key(environment, [scope]),
      ]),
    ),
  ];

  it("no key mints or changes a key, whatever it holds", () => {
    for (const environment of ENVIRONMENTS) {
      const mighty = key(environment, SCOPES);
      expect(can(mighty, "API_KEYS:READ")).toBe(false);
      expect(can(mighty, "API_KEYS:WRITE")).toBe(false);
    }
  });

  it.each(everyone)("%s grants nothing that it does not hold", (_who, granter) => {
    for (const environment of ENVIRONMENTS) {
      for (const scope of SCOPES) {
        if (grantRefusal(granter, scope, environment)) continue;
        const given = expandScope(scope) ?? [];
        expect(
          given.filter((permission) => !can(granter, permission)),
          scope,
        ).toEqual([]);
        for (const permission of given)
          expect(can(key(environment, [scope]), permission)).toBe(true);
      }
    }
  });

  it.each([
    "",
    "**",
    "*:*",
    "*:READ",
    "FLOWS",
    "FLOWS:",
    ":READ",
    "flows:read",
    "FLOWS:READ ",
    "FLOWS:READ,RECORDS:READ",
    "FLOWS:**",
    "FLOWS:DELETE",
    "API_KEYS:*",
    "__proto__",
    "toString",
  ])("'%s' is no scope and opens nothing", (scope) => {
    expect(expandScope(scope)).toBeUndefined();
    expect(
      ALL_PERMISSIONS.filter((permission) => can(key("production", [scope]), permission)),
    ).toEqual([]);
    expect(grantRefusal(person("owner"), scope, "production")).toEqual({
      reason: "unknown",
      scope,
    });
  });
});
