import "server-only";
import { prisma, type Transaction } from "@/lib/db/prisma";

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
export async function holdPassword(
  tx: Transaction,
  userId: string,
  passwordHash: string,
): Promise<boolean> {
  await tx.$queryRaw`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(hashtextextended(${userId}, 0))) AS turn`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${userId} AND password_hash = ${passwordHash}`;
  return rows.length === 1;
}
