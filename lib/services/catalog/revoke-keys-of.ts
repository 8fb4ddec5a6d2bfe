import "server-only";
import { revokeOrphans } from "@/lib/db/orphaned-keys";
import type { Principal } from "@/lib/policy/principal";

/** Revokes the keys of surfaces that somebody has deleted. */
export async function revokeKeysOf(
  principal: Principal,
  surfaceIds: readonly string[],
): Promise<void> {
  const { organizationId } = principal;
  const revokedById = principal.kind === "user" ? principal.userId : null;
  for (const surfaceId of surfaceIds) {
    await revokeOrphans({ organizationId, surfaceId }, revokedById);
  }
}
