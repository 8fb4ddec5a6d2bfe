import "server-only";
import type { Actor } from "@/lib/audit/record-audit";
import { goneSurfaces, ORPHAN_REASON, revokeOrphans } from "@/lib/db/orphaned-keys";
import { defineCommand } from "@/lib/services/verb";

type Orphans = { surfaceId: string; by: Actor; after: string };

/** Revokes some keys of a surface that is gone; answers the last of them, if there was one. */
const revokeSome = defineCommand(
  "surfaceKey.revoke",
  async ({ surfaceId, by, after }: Orphans) =>
    async (db) => {
      const surface = { surfaceId, organizationId: by.organizationId };
      const revokedById = "userId" in by ? by.userId : null;
      const revoked = await revokeOrphans(db, surface, { after, revokedById });
      const audit = revoked.map(({ id, name }) => ({
        by,
        id,
        metadata: { name, surfaceId, reason: ORPHAN_REASON },
      }));
      return { output: revoked.at(-1)?.id, audit };
    },
);

/**
 * Revokes the keys of surfaces that someone has deleted, few at a time. They could call nothing any
 * more; from now on they are known as revoked keys are.
 */
export async function revokeKeysOf(by: Actor, surfaceIds: readonly string[]): Promise<void> {
  for (const surfaceId of surfaceIds) {
    let after: string | undefined = "";
    while (after !== undefined) after = await revokeSome({ surfaceId, by, after });
  }
}

/** The same for whatever a process that ended in between left. */
export async function revokeForgottenOrphans(): Promise<void> {
  for (const { organizationId, surfaceId } of await goneSurfaces()) {
    await revokeKeysOf({ kind: "system", organizationId }, [surfaceId]);
  }
}
