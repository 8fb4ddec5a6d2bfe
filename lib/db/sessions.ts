import "server-only";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { prisma } from "@/lib/db/prisma";
import type { Role } from "@/lib/policy/roles";

export type LivingSession = {
  sessionId: string;
  userId: string;
  email: string;
  userName: string;
  organizationId: string;
  organizationName: string;
  role: Role;
  expiresAt: Date;
};

/**
 * A session that has not ended, with its person's role as it is now; undefined for any other id.
 * Notes that it was seen, at most once a minute and without waiting for anyone.
 */
export async function findLivingSession(
  sessionId: string,
  idleHours: number,
): Promise<LivingSession | undefined> {
  const question = prisma().$queryRaw<LivingSession[]>`
    WITH living AS (
      SELECT s.id AS "sessionId", u.id AS "userId", u.email, u.name AS "userName",
        o.id AS "organizationId", o.name AS "organizationName", m.role::text AS role,
        s.expires_at AS "expiresAt"
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      JOIN memberships m ON m.user_id = s.user_id AND m.organization_id = s.organization_id
      JOIN organizations o ON o.id = s.organization_id
      WHERE s.id = ${sessionId} AND s.ended_at IS NULL
        AND s.expires_at > clock_timestamp()
        AND s.last_seen_at > clock_timestamp() - make_interval(hours => ${idleHours}::int)
    ), seen AS (
      UPDATE sessions SET last_seen_at = clock_timestamp()
      WHERE id = (
        SELECT id FROM sessions
        WHERE id = (SELECT "sessionId" FROM living)
          AND last_seen_at < clock_timestamp() - interval '1 minute'
        FOR NO KEY UPDATE SKIP LOCKED
      )
    )
    SELECT * FROM living`;
  const [row] = await withDatabaseTimeout(question);
  return row;
}
