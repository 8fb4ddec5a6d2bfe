import "server-only";
import { pool } from "@/lib/db/pool";

/** Keys that are held at a time: a decision waits for no more than these. */
const CHUNK = 100;

type GoneSurface = { organizationId: string; surfaceId: string };

/** Taken in the order in which decisions take them, so that neither waits for the other for ever. */
const REVOKE = `
WITH keys AS MATERIALIZED (
  SELECT id FROM api_keys k
  WHERE organization_id = $1 AND surface_id = $2 AND id > $3 AND revoked_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM surfaces s WHERE s.id = k.surface_id)
  ORDER BY id LIMIT ${CHUNK} FOR NO KEY UPDATE
),
windows AS MATERIALIZED (
  SELECT key_id FROM key_windows WHERE key_id IN (SELECT id FROM keys) ORDER BY key_id FOR UPDATE
),
revoked AS (
  UPDATE api_keys
  SET revoked_at = date_trunc('milliseconds', clock_timestamp()), revoked_by_id = $4, revoke_reason = 'Its surface was deleted'
  WHERE id IN (SELECT key_id FROM windows) RETURNING id
)
SELECT max(id) AS last FROM revoked`;

const GONE_SURFACES = `
SELECT DISTINCT k.organization_id AS "organizationId", k.surface_id AS "surfaceId"
FROM api_keys k
WHERE k.kind = 'surface' AND k.revoked_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM surfaces s WHERE s.id = k.surface_id)`;

/**
 * Revokes the keys of a surface that is gone, few at a time. They could call nothing any more; from
 * now on they are known as revoked keys are.
 */
export async function revokeOrphans(
  { organizationId, surfaceId }: GoneSurface,
  revokedById: string | null,
): Promise<void> {
  let after = "";
  for (;;) {
    const values = [organizationId, surfaceId, after, revokedById];
    const { rows } = await pool().query<{ last: string | null }>(REVOKE, values);
    const last = rows[0]?.last;
    if (!last) return;
    after = last;
  }
}

/** The same for whatever a process that ended in between left. */
export async function revokeForgottenOrphans(): Promise<void> {
  const { rows } = await pool().query<GoneSurface>(GONE_SURFACES);
  for (const surface of rows) await revokeOrphans(surface, null);
}
