import "server-only";
import { prisma, type Transaction } from "@/lib/db/prisma";

/** Keys that are held at a time: a decision waits for no more than these. */
const CHUNK = 100;

type GoneSurface = { organizationId: string; surfaceId: string };

export const ORPHAN_REASON = "Its surface was deleted";

/**
 * Revokes the next keys of a surface that is gone, after an id, and answers them by id. They are taken
 * in the order in which decisions take them, so that neither waits for the other for ever.
 */
export function revokeOrphans(
  tx: Transaction,
  { organizationId, surfaceId }: GoneSurface,
  { after, revokedById }: { after: string; revokedById: string | null },
): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`
    WITH keys AS MATERIALIZED (
      SELECT id FROM api_keys k
      WHERE organization_id = ${organizationId} AND surface_id = ${surfaceId} AND id > ${after}
        AND revoked_at IS NULL AND NOT EXISTS (SELECT 1 FROM surfaces s WHERE s.id = k.surface_id)
      ORDER BY id LIMIT ${CHUNK}::int FOR NO KEY UPDATE
    ), windows AS MATERIALIZED (
      SELECT key_id FROM key_windows WHERE key_id IN (SELECT id FROM keys)
      ORDER BY key_id FOR UPDATE
    ), revoked AS (
      UPDATE api_keys SET revoked_at = date_trunc('milliseconds', clock_timestamp()),
        revoked_by_id = ${revokedById}, revoke_reason = ${ORPHAN_REASON}
      WHERE id IN (SELECT key_id FROM windows) RETURNING id, name
    )
    SELECT id, name FROM revoked ORDER BY id`;
}

/** The surfaces that are gone and have keys that nobody has revoked. */
export function goneSurfaces(): Promise<GoneSurface[]> {
  return prisma().$queryRaw`
    SELECT DISTINCT k.organization_id AS "organizationId", k.surface_id AS "surfaceId"
    FROM api_keys k
    WHERE k.kind = 'surface' AND k.revoked_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM surfaces s WHERE s.id = k.surface_id)`;
}
