import "server-only";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { prisma, type Transaction } from "@/lib/db/prisma";
import type { Role } from "@/lib/policy/roles";

const VALID_DAYS = 7;

type Invitation = { id: string; organizationId: string; email: string; role: Role };

type NewInvitation = Invitation & { tokenHash: Buffer };

type Pending = { email: string; role: Role; organization: string; hasAccount: boolean };

/** Adds an invitation; the person's earlier ones to the organization are withdrawn. */
export async function addInvitation(
  tx: Transaction,
  { id, organizationId, email, role, tokenHash }: NewInvitation,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitations SET withdrawn_at = clock_timestamp()
    WHERE organization_id = ${organizationId} AND email = ${email}
      AND accepted_at IS NULL AND withdrawn_at IS NULL`;
  await tx.$executeRaw`
    INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at)
    VALUES (${id}, ${organizationId}, ${email}, ${role}::role, ${tokenHash},
      clock_timestamp() + make_interval(days => ${VALID_DAYS}::int))`;
}

export async function findPendingInvitation(tokenHash: Buffer): Promise<Pending | undefined> {
  const [row] = await prisma().$queryRaw<Pending[]>`
    SELECT i.email, i.role::text AS role, o.name AS organization,
      EXISTS (SELECT 1 FROM users u WHERE u.email = i.email) AS "hasAccount"
    FROM invitations i JOIN organizations o ON o.id = i.organization_id
    WHERE i.token_hash = ${tokenHash} AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
      AND i.expires_at > clock_timestamp()`;
  return row;
}

/** Uses up the pending invitation of a person; undefined when another request was faster. */
export async function consumeInvitation(tx: Transaction, tokenHash: Buffer, userId: string) {
  const [row] = await tx.$queryRaw<Invitation[]>`
    UPDATE invitations i SET accepted_at = clock_timestamp(), accepted_by_id = u.id
    FROM users u
    WHERE i.token_hash = ${tokenHash} AND u.id = ${userId} AND u.email = i.email
      AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > clock_timestamp()
    RETURNING i.id, i.organization_id AS "organizationId", i.email, i.role::text AS role`;
  return row;
}

/** Wrong passwords that a device may try within an hour before it counts as a stranger. */
const MAX_FAILURES = 10;
const KNOWN_DAYS = 180;
/** Devices beyond are forgotten, the oldest first. */
const MAX_DEVICES = 50;

/** Whether a token is that of a device of the account. */
export async function isKnownDevice(tokenHash: Buffer, email: string): Promise<boolean> {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT 1 FROM known_devices d JOIN users u ON u.id = d.user_id
    WHERE d.token_hash = ${tokenHash} AND u.email = ${email}
      AND d.expires_at > clock_timestamp()`;
  return rows.length === 1;
}

/**
 * The device of an account that shows a token, with one failure counted ahead of the password;
 * undefined for a stranger, and for a device that tried too often within the hour.
 */
export async function chargeDevice(tokenHash: Buffer, email: string): Promise<string | undefined> {
  const [row] = await prisma().$queryRaw<{ id: string }[]>`
    UPDATE known_devices d SET
      failures = CASE WHEN failing_since > clock_timestamp() - interval '1 hour'
        THEN failures + 1 ELSE 1 END,
      failing_since = CASE WHEN failing_since > clock_timestamp() - interval '1 hour'
        THEN failing_since ELSE clock_timestamp() END
    FROM users u
    WHERE d.token_hash = ${tokenHash} AND u.id = d.user_id AND u.email = ${email}
      AND d.expires_at > clock_timestamp()
      AND NOT coalesce(d.failures >= ${MAX_FAILURES}::int
        AND d.failing_since > clock_timestamp() - interval '1 hour', false)
    RETURNING d.id`;
  return row?.id;
}

/**
 * Takes back the failure that was counted ahead, and lets the device be known from now on again.
 * False when it was forgotten meanwhile.
 */
export async function renewDevice(tx: Transaction, deviceId: string): Promise<boolean> {
  const renewed = await tx.$executeRaw`
    UPDATE known_devices SET failures = greatest(failures - 1, 0),
      expires_at = clock_timestamp() + make_interval(days => ${KNOWN_DAYS}::int)
    WHERE id = ${deviceId}`;
  return renewed === 1;
}

/** Makes a device known to an account, and forgets those that are too many or too old. */
export async function addDevice(
  tx: Transaction,
  { id, userId, tokenHash }: { id: string; userId: string; tokenHash: Buffer },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM known_devices WHERE user_id = ${userId} AND (expires_at <= clock_timestamp()
      OR id IN (SELECT id FROM known_devices WHERE user_id = ${userId}
        ORDER BY expires_at DESC OFFSET ${MAX_DEVICES - 1}::int))`;
  await tx.$executeRaw`
    INSERT INTO known_devices (id, user_id, token_hash, expires_at)
    VALUES (${id}, ${userId}, ${tokenHash},
      clock_timestamp() + make_interval(days => ${KNOWN_DAYS}::int))`;
}

/** Whether a password is still the one that was proven; no change of it is done before this ends. */
export async function holdPassword(tx: Transaction, userId: string, passwordHash: string) {
  await tx.$queryRaw`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(hashtextextended(${userId}, 0))) AS turn`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${userId} AND password_hash = ${passwordHash}`;
  return rows.length === 1;
}

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
export async function findLivingSession(sessionId: string, idleHours: number) {
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
