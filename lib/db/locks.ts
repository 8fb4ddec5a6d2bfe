import "server-only";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import type { Environment, Role } from "@/lib/policy/roles";

export type HeldKey = {
  permissions: string[];
  environment: Environment;
  allowedIps: string[];
  expiresAt: Date | null;
  /** Of a surface key that is scoped; null of any other. */
  capabilities: string[] | null;
  /** Whether it may be used from the address that was asked for. */
  isFromHere: boolean;
  customerId: string | null;
};

/*
 * Row locks that are shared let others in past a change that waits for its turn, without end when
 * requests keep coming. So anyone who holds or changes a row queues for an advisory lock first, which
 * is granted in order.
 */

/**
 * The key of a secret, or of any that lives, as it is now, if it may still call; no change of it
 * commits before this transaction ends.
 */
export async function holdLivingKey(
  tx: Transaction,
  { keyId, secretId }: { keyId: string; secretId: string | null },
  address: string | null,
): Promise<HeldKey | undefined> {
  const [row] = await tx.$queryRaw<HeldKey[]>`
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(hashtextextended(${keyId}, 0)))
    SELECT k.permissions, k.environment::text AS environment,
      k.allowed_ips AS "allowedIps", k.expires_at AS "expiresAt",
      CASE WHEN k.scoped THEN ARRAY(
        SELECT capability_id FROM key_capabilities c WHERE c.key_id = k.id
      ) END AS capabilities,
      k.allowed_ips = '{}' OR (${address}::inet <<= ANY (k.allowed_ips::inet[])) IS TRUE
        AS "isFromHere", k.customer_id AS "customerId"
    FROM turn CROSS JOIN api_keys k JOIN api_secrets s ON s.key_id = k.id
    WHERE k.id = ${keyId} AND (s.id = ${secretId} OR ${secretId}::text IS NULL)
      AND k.revoked_at IS NULL AND k.disabled_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())
      AND (s.retire_at IS NULL OR s.retire_at > clock_timestamp())
    FOR SHARE OF k, s`;
  return row;
}

/** A person's role in an organization; it neither changes nor ends before this transaction does. */
export async function holdRole(
  tx: Transaction,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<Role | undefined> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT role::text AS role FROM memberships
    WHERE user_id = ${userId} AND organization_id = ${organizationId} FOR SHARE`;
  return row?.role;
}

/**
 * A person's role while their session lives, used within the hours it may stay idle; neither ends
 * before this transaction does.
 */
export async function holdMembership(
  tx: Transaction,
  { sessionId, organizationId }: { sessionId: string; organizationId: string },
  idleHours: number,
): Promise<Role | undefined> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>`
    WITH turn AS MATERIALIZED (
      SELECT pg_advisory_xact_lock_shared(hashtextextended(${sessionId}, 0))
    )
    SELECT m.role::text AS role
    FROM turn CROSS JOIN sessions s JOIN memberships m ON m.user_id = s.user_id
    WHERE s.id = ${sessionId} AND m.organization_id = ${organizationId}
      AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
      AND s.last_seen_at > clock_timestamp() - make_interval(hours => ${idleHours}::int)
    FOR SHARE OF s, m`;
  return row?.role;
}

/**
 * Takes a key for a change: changes of one key follow one another. Always the first lock a change
 * takes, but for what the key stands on. False when the organization has no such key.
 */
export async function lockKey(tx: Transaction, organizationId: string, keyId: string) {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH own AS MATERIALIZED (
      SELECT id FROM api_keys WHERE organization_id = ${organizationId} AND id = ${keyId}
    ),
    turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM own)
    SELECT 1 FROM turn CROSS JOIN api_keys WHERE id = ${keyId} FOR UPDATE OF api_keys`;
  return rows.length === 1;
}

/**
 * Takes keys for one change of them all, as {@link lockKey} takes one. Rows and windows are taken in
 * the order in which decisions and deletions take them, so that none of them waits for another.
 */
export async function lockKeys(tx: Transaction, organizationId: string, keyIds: readonly string[]) {
  await lockRows(tx, organizationId, keyIds);
  await lockWindows(tx, organizationId, keyIds);
}

/**
 * Takes keys as {@link lockKeys} does, with the living keys that they minted, whose ids it gives
 * back: none is added before this transaction ends.
 */
export async function lockKeysWithMinted(
  tx: Transaction,
  organizationId: string,
  keyIds: readonly string[],
): Promise<string[]> {
  await lockRows(tx, organizationId, keyIds);
  // Minted keys write nothing that holds them, and thousands of turns are more than there is room for.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM api_keys WHERE organization_id = ${organizationId}
      AND minted_by_key_id = ANY(${keyIds}) AND revoked_at IS NULL
    ORDER BY id FOR NO KEY UPDATE`;
  const minted = rows.map(({ id }) => id);
  await lockWindows(tx, organizationId, [...keyIds, ...minted]);
  return minted;
}

async function lockRows(tx: Transaction, organizationId: string, keyIds: readonly string[]) {
  await tx.$queryRaw`
    WITH own AS MATERIALIZED (
      SELECT id FROM api_keys WHERE organization_id = ${organizationId} AND id = ANY(${keyIds})
      ORDER BY id
    ),
    turn AS MATERIALIZED (SELECT id, pg_advisory_xact_lock(hashtextextended(id, 0)) FROM own)
    SELECT count(*)::int FROM (
      SELECT 1 FROM api_keys WHERE id IN (SELECT id FROM turn) ORDER BY id FOR NO KEY UPDATE
    ) AS locked`;
}

async function lockWindows(tx: Transaction, organizationId: string, keyIds: readonly string[]) {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM key_windows WHERE key_id IN (
        SELECT id FROM api_keys WHERE organization_id = ${organizationId} AND id = ANY(${keyIds})
      ) ORDER BY key_id FOR UPDATE
    ) AS locked`;
}

/**
 * The instant of a change of keys that are taken: no earlier than any decision by what they were, and
 * no later than any by what they become. It holds their windows, and counts as events do, in whole
 * milliseconds.
 */
export async function instantOfChange(tx: Transaction, keyIds: readonly string[]): Promise<Date> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM key_windows WHERE key_id = ANY(${keyIds}) ORDER BY key_id FOR UPDATE
    ) AS held`;
  return databaseNow(tx);
}

/** Takes a session for its end, after the changes that its person has under way. */
export async function lockSession(tx: Transaction, sessionId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${sessionId}, 0))) AS turn`;
}

/** Whether there is nobody yet; until the transaction ends, no other process gets an answer. */
export async function lockIfNoUsers(tx: Transaction): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('runtype first person'))`;
  return (await tx.user.findFirst({ select: { id: true } })) === null;
}
