import "server-only";
import { meContract } from "@/lib/contracts/me/contracts";
import { can } from "@/lib/policy/decide";
import { ALL_PERMISSIONS } from "@/lib/policy/permissions";
import type { KeyPrincipal } from "@/lib/policy/principal";
import { defineRead } from "@/lib/services/verb";

export const getMe = defineRead(meContract, async ({ principal, db }) => {
  if (principal.kind !== "user") return keyOf(principal);
  const { userId, organizationId, role } = principal;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const permissions = ALL_PERMISSIONS.filter((permission) => can(principal, permission));
  return {
    kind: "person" as const,
    id: userId,
    name: user.name,
    email: user.email,
    organizationId,
    role,
    permissions,
  };
});

function keyOf(principal: KeyPrincipal) {
  const { keyId, name, organizationId, environment, expiresAt } = principal;
  const facts = {
    id: keyId,
    name,
    organizationId,
    environment,
    limits: principal.windows.map((window) => ({
      window: window.name,
      limit: window.limit,
      remaining: Math.max(0, window.limit - window.used),
      reset: window.resetAt,
    })),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
  if (principal.kind === "platformKey") {
    return { kind: "key" as const, ...facts, permissions: [...principal.permissions] };
  }
  const { productId, surfaceId, capabilities } = principal;
  const held = capabilities === "all" ? ("all" as const) : [...capabilities];
  return { kind: "surfaceKey" as const, ...facts, productId, surfaceId, capabilities: held };
}
